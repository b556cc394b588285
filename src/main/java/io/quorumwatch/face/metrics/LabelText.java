package io.quorumwatch.face.metrics;

import java.nio.charset.StandardCharsets;

/**
 * Label pairs as they stand in a line of the page, escaped once and not for each scrape: {@code watched="acme",member="server-1"}.
 */
final class LabelText {

    static final LabelText NONE = new LabelText("");

    private final byte[] bytes;

    private LabelText(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    static LabelText of(String name, String value) {
        StringBuilder text = new StringBuilder(name.length() + value.length() + 3);
        text.append(name).append("=\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.append(c);
            }
        }
        return new LabelText(text.append('"').toString());
    }

    LabelText and(String name, String value) {
        return new LabelText(this + "," + of(name, value));
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
