package io.quorumwatch.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration file, complete enough to be put right without opening a manual. All texts are one
 * line of printable characters of bounded length, whatever stood in the file; secrets never appear in them.
 *
 * @param file the file as it was named by the caller
 * @param line the line, counted from 1; 0 when the file as a whole is meant
 * @param key the dotted path of the key, such as {@code clusters[0].members[1].metrics}; empty when no key can be named
 * @param found what stands there
 * @param allowed what may stand there
 * @param nearest what was probably meant; null when nothing is near
 */
public record ConfigProblem(
        String file,
        int line,
        String key,
        String found,
        String allowed,
        @Nullable String nearest) {

    /** The problem as the one line that people and editors read: {@code file:line: key: found …; allowed: …}. */
    public String oneLine() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (!key.isEmpty()) {
            text.append(key).append(": ");
        }
        text.append("found ").append(found).append("; allowed: ").append(allowed);
        if (nearest != null) {
            text.append("; did you mean \"").append(nearest).append("\"?");
        }
        return text.toString();
    }
}
