package io.quorumwatch.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads arguments of the plainest form, {@code --name value}, each name at most once. */
final class PlainOptions {

    private PlainOptions() {}

    /** The values by name, or null when there is anything else among the arguments. */
    static @Nullable Map<String, String> read(List<String> arguments, Set<String> names) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            boolean complete = names.contains(name) && i + 1 < arguments.size();
            if (!complete || arguments.get(i + 1).startsWith("-")) {
                return null;
            }
            if (values.put(name, arguments.get(i + 1)) != null) {
                return null;
            }
        }
        return values;
    }
}
