package io.quorumwatch.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads names that must be unique among their neighbours. Names become bus addresses, label values and parts of URL paths and of
 * component names, therefore no slash, no space and no surprise.
 */
public final class Names {

    private static final int LONGEST = 100;
    private static final String ALLOWED = "a name of at most " + LONGEST + " letters, digits and . _ : @ -";
    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9._:@-]{1," + LONGEST + "}");

    private final Set<String> reserved;
    private final Map<String, Integer> lines = new HashMap<>();

    Names(Set<String> reserved) {
        this.reserved = reserved;
    }

    /** The name, or null when it has been complained about. */
    @Nullable
    String read(Setting setting) {
        String name = one(setting);
        return name == null ? null : unique(name, setting);
    }

    /** The name if no neighbour has it yet, else a complaint about the setting that it comes from. */
    @Nullable
    String unique(String name, Setting setting) {
        if (reserved.contains(name)) {
            setting.refuse("the reserved name " + OneLine.quoted(name), "another name", null);
            return null;
        }
        Integer earlier = lines.putIfAbsent(name, setting.line());
        if (earlier != null) {
            setting.refuse(OneLine.quoted(name) + ", as on line " + earlier, "each name once", null);
            return null;
        }
        return name;
    }

    /** A name that need not be unique. */
    static @Nullable String one(Setting setting) {
        String name = setting.text(ALLOWED);
        if (name != null && !isName(name)) {
            setting.refuse(
                    isDirectory(name) ? "a name other than . and .., which mean something else in a URL" : ALLOWED);
            return null;
        }
        return name;
    }

    /** Whether a text may be the name of a cluster, an agent or a member. */
    public static boolean isName(String text) {
        return PATTERN.matcher(text).matches() && !isDirectory(text);
    }

    private static boolean isDirectory(String text) {
        return text.equals(".") || text.equals("..");
    }
}
