package io.quorumwatch.config;

import java.nio.charset.StandardCharsets;

/** What stands in a file with a secret. */
public final class SecretText {

    private SecretText() {}

    /** The secret, without the space around it that editors leave. */
    public static String of(byte[] content) {
        return new String(content, StandardCharsets.UTF_8).strip();
    }

    /** Whether it is one line of text: a second one would break the header that it is sent in. */
    public static boolean isOneLine(String secret) {
        return secret.chars().noneMatch(Character::isISOControl);
    }
}
