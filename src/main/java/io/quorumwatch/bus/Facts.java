package io.quorumwatch.bus;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A few facts by name, in the order of their names; immutable. Every verdict and component has some and ten thousands of them are
 * remembered, so they stand in one array: names and facts in turn.
 */
final class Facts extends AbstractMap<String, Object> {

    private static final Facts NONE = new Facts(new Object[0]);

    private final Object[] namesAndFacts;

    private Facts(Object[] namesAndFacts) {
        this.namesAndFacts = namesAndFacts;
    }

    /**
     * A copy.
     *
     * @throws NullPointerException when a name or fact is null
     */
    static Map<String, Object> of(Map<String, Object> facts) {
        if (facts instanceof Facts || facts.isEmpty()) {
            return facts instanceof Facts ? facts : NONE;
        }
        String[] names = facts.keySet().toArray(String[]::new);
        Arrays.sort(names);
        Object[] namesAndFacts = new Object[2 * names.length];
        for (int i = 0; i < names.length; i++) {
            Object fact = facts.get(names[i]);
            if (fact == null) {
                throw new NullPointerException(names[i] + " is null");
            }
            namesAndFacts[2 * i] = names[i];
            namesAndFacts[2 * i + 1] = fact;
        }
        return new Facts(namesAndFacts);
    }

    @Override
    public int size() {
        return namesAndFacts.length / 2;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        for (int i = 0; i < namesAndFacts.length; i += 2) {
            if (namesAndFacts[i].equals(name)) {
                return namesAndFacts[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return Facts.this.size();
            }

            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Entries();
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Facts facts ? Arrays.equals(namesAndFacts, facts.namesAndFacts) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private final class Entries implements Iterator<Entry<String, Object>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < namesAndFacts.length;
        }

        @Override
        public Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry((String) namesAndFacts[next - 2], namesAndFacts[next - 1]);
        }
    }
}
