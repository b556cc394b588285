package io.quorumwatch.face.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Compares a sender's token with the one that is asked for, in a time that says nothing about either. */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token of an {@code Authorization} header; null when it has none. */
    static @Nullable String of(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return header.substring(SCHEME.length()).strip();
    }

    /** Whether they are the same. An empty one opens nothing. */
    static boolean same(String given, String expected) {
        // Digests are of one length, so that not even the length of the secret can be measured.
        return !expected.isEmpty() && MessageDigest.isEqual(digest(given), digest(expected));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
