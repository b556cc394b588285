package io.quorumwatch.face.web;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Basic authentication against bcrypt hashes. A hash takes tens of milliseconds of a processor on purpose, so it is computed away from
 * the event loop, only a few at a time, and what was once found right is remembered. Used from one event loop.
 *
 * <p>What is remembered is known by a {@link CredentialDigest}, never by the credentials. A stranger costs as much time whether the user
 * exists or not. While there are no users nothing of all that is made: most agents have none, and would start later.
 */
final class BasicAuth {

    /** What has become of a request's credentials. */
    enum Outcome {
        GRANTED,
        DENIED,
        /** Too many unknown credentials at once; nothing was checked. */
        BUSY
    }

    static final int REMEMBERED = 64;
    static final int AT_ONCE = 8;

    /** A hash of nobody's password, of the cost that {@code htpasswd -B} and the exporter toolkit's documentation use. */
    private static final String NOBODY = "$2y$10$uwyKdkSvR6rhC7UIG5VfLOzrYS4fVcvQp2vBdO9tKyTTj.9cSyu8i";

    private static final int LONGEST_HEADER = 1024;

    private final Supplier<WorkerExecutor> workers;
    private final Map<String, Boolean> right = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Map<String, String> users;
    private @Nullable WorkerExecutor worker;
    private @Nullable CredentialDigest digest;
    private int checking;

    /** @param workers gives those that check passwords; asked for them once, when there is one to check */
    BasicAuth(Supplier<WorkerExecutor> workers, Map<String, String> users) {
        this.workers = workers;
        this.users = users;
    }

    /** Other users from now on; nobody is remembered. */
    void change(Map<String, String> others) {
        users = others;
        right.clear();
    }

    boolean open() {
        return users.isEmpty();
    }

    /** Whether these credentials were found right not long ago. */
    boolean remembers(@Nullable String header) {
        return header != null && header.length() <= LONGEST_HEADER && right.get(digest(header)) != null;
    }

    /** Checks the value of an {@code Authorization} header. */
    Future<Outcome> check(@Nullable String header) {
        String[] credentials = header == null ? null : credentials(header);
        if (header == null || credentials == null) {
            return Future.succeededFuture(Outcome.DENIED);
        }
        if (checking >= AT_ONCE) {
            return Future.succeededFuture(Outcome.BUSY);
        }
        checking++;
        Map<String, String> asked = users;
        String hash = asked.getOrDefault(credentials[0], NOBODY);
        boolean known = asked.containsKey(credentials[0]);
        return worker().executeBlocking(() -> known & verify(credentials[1], hash), false)
                .eventually(() -> {
                    checking--;
                    return Future.succeededFuture();
                })
                .map(verified -> {
                    if (verified && asked == users) {
                        right.put(digest(header), true);
                    }
                    return verified ? Outcome.GRANTED : Outcome.DENIED;
                });
    }

    private static boolean verify(String password, String hash) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        // bcrypt reads no more than 72 bytes; whoever sends more is not who the hash was made for.
        return bytes.length <= 72 && BCrypt.verifyer().verify(bytes, hash.getBytes(StandardCharsets.UTF_8)).verified;
    }

    /** User and password; null when the header is not of that kind. */
    private static String @Nullable [] credentials(String header) {
        if (header.length() > LONGEST_HEADER || !header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(header.substring("basic ".length()).trim());
            String text = new String(decoded, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? null : new String[] {text.substring(0, colon), text.substring(colon + 1)};
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private WorkerExecutor worker() {
        WorkerExecutor made = worker == null ? workers.get() : worker;
        worker = made;
        return made;
    }

    private String digest(String header) {
        CredentialDigest made = digest == null ? new CredentialDigest() : digest;
        digest = made;
        return made.of(header);
    }
}
