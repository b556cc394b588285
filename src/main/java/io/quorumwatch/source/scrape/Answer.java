package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.ScrapeFailure;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the head of an answer says. The content type is not looked at: members lie about it, and the parser sees what a page is. */
final class Answer {

    static final CharSequence CONTENT_ENCODING = HttpHeaders.CONTENT_ENCODING;

    private Answer() {}

    /** Why an answer of that status brings no page, or null when it does. */
    static @Nullable ScrapeFailure refusal(int status) {
        if (status == 200) {
            return null;
        }
        if (status == 401 || status == 403) {
            return ScrapeFailure.UNAUTHORIZED;
        }
        return status >= 300 && status < 400 ? ScrapeFailure.REDIRECT : ScrapeFailure.BAD_STATUS;
    }

    /**
     * Whether the member closes the connection after this answer: it says so, or nothing else ends the body. That an answer is of
     * HTTP/1.0 cannot be seen through Vert.x; such members are learned, see {@link ConnectionHabit}.
     */
    static boolean announcesClose(HttpClientResponse response) {
        String connection = response.getHeader(HttpHeaders.CONNECTION);
        return connection != null && connection.toLowerCase(Locale.ROOT).contains("close")
                || response.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                        && response.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
    }
}
