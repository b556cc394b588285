package io.quorumwatch.face.metrics;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads headers with q-values: {@code Accept}, {@code Accept-Encoding}. Damaged entries are passed over, never an error. */
final class Preferences {

    private Preferences() {}

    /**
     * How much the client likes something, 0 to 1; 0 when it does not name it.
     *
     * @param header the header's value; null when it is missing
     * @param name what is offered, in lower case
     * @param version what the entry's {@code version} parameter must be where it has one
     * @param wildcards names that stand for it as well, the most specific first; used only where no entry names it itself
     */
    static double quality(@Nullable String header, String name, String version, String... wildcards) {
        if (header == null) {
            return 0;
        }
        double quality = best(header, name, version);
        for (int i = 0; i < wildcards.length && quality < 0; i++) {
            quality = best(header, wildcards[i], version);
        }
        return Math.max(quality, 0);
    }

    /** The highest quality of the entries of that name, or −1 where there is none. */
    private static double best(String header, String name, String version) {
        double best = -1;
        for (String entry : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = entry.split(";", -1);
            if (parts[0].strip().equals(name)) {
                best = Math.max(best, quality(parts, version));
            }
        }
        return best;
    }

    private static double quality(String[] parts, String version) {
        double quality = 1;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("version=")
                    && !parameter.substring(8).replace("\"", "").equals(version)) {
                return -1;
            }
            if (parameter.startsWith("q=")) {
                quality = number(parameter.substring(2));
            }
        }
        return quality;
    }

    private static double number(String text) {
        try {
            double number = Double.parseDouble(text);
            return number >= 0 && number <= 1 ? number : -1;
        } catch (NumberFormatException damaged) {
            return -1;
        }
    }
}
