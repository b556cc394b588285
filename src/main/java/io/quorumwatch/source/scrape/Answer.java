package io.quorumwatch.source.scrape;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;

/** What the head of an answer says. The content type is not looked at: members lie about it, and the parser sees what a page is. */
final class Answer {

    static final CharSequence CONTENT_ENCODING = HttpHeaders.CONTENT_ENCODING;

    private Answer() {}

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
