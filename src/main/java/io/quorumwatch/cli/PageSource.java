package io.quorumwatch.cli;

import io.quorumwatch.source.exposition.ExpositionFormat;
import io.quorumwatch.source.exposition.ExpositionParser;
import io.quorumwatch.source.exposition.PageResult;
import io.quorumwatch.source.scrape.TlsTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Feeds a page from a file, from standard input ({@code -}) or from a member to a parser. Bounded in bytes and in time. */
final class PageSource {

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String ACCEPT =
            "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private final String place;
    private final String shown;
    private final ExpositionParser parser;
    private long bytes;

    private PageSource(String place, ExpositionParser parser) {
        this.place = place;
        this.shown = shown(place);
        this.parser = parser;
    }

    /**
     * What the parser says of the page at the place.
     *
     * @throws CommandFailure when there is no page to be had
     */
    static PageResult read(String place, ExpositionParser parser) {
        PageSource source = new PageSource(place, parser);
        if (isAddress(place)) {
            source.fetch();
        } else {
            source.readFile();
        }
        return parser.finish();
    }

    /** The place as it may stand in a message. */
    static String shown(String place) {
        return isAddress(place) ? UserInfo.without(place) : place;
    }

    private static boolean isAddress(String place) {
        String scheme = place.toLowerCase(Locale.ROOT);
        return scheme.startsWith("http://") || scheme.startsWith("https://");
    }

    private void readFile() {
        try (InputStream in = place.equals("-") ? System.in : Files.newInputStream(Path.of(place))) {
            byte[] chunk = new byte[64 * 1024];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                feed(chunk, length);
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw CommandFailure.failed("cannot read " + shown + " (" + reason(unreadable)
                    + "); give a readable file, - or an http:// address");
        }
    }

    private void fetch() {
        HttpRequest request = request();
        // As the agent's own looks: an offer of HTTP/2 would make some members answer otherwise than the agent sees.
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(DEADLINE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            HttpResponse<Void> response =
                    client.sendAsync(request, body()).get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw CommandFailure.failed(shown + " answers with status " + response.statusCode()
                        + "; give the address of its metrics page");
            }
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw cause instanceof CommandFailure told
                    ? told
                    : CommandFailure.failed("cannot read " + shown + " (" + reason(cause) + "); " + remedy(cause));
        } catch (TimeoutException late) {
            throw CommandFailure.failed(shown + " gives no page within " + DEADLINE.toSeconds() + " s; is it alive?");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    private HttpRequest request() {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(shown)).header("Accept", ACCEPT);
            String authorization = UserInfo.authorization(URI.create(place));
            return authorization == null
                    ? request.build()
                    : request.header("Authorization", authorization).build();
        } catch (IllegalArgumentException notAnAddress) {
            throw CommandFailure.usage(shown + " is no address; give one such as http://127.0.0.1:2379/metrics");
        }
    }

    private BodyHandler<Void> body() {
        return head -> {
            if (head.statusCode() != 200) {
                return BodySubscribers.replacing(null);
            }
            parser.reset(ExpositionFormat.ofContentType(
                    head.headers().firstValue("Content-Type").orElse(null)));
            Consumer<Optional<byte[]>> feeding = chunk -> chunk.ifPresent(some -> feed(some, some.length));
            return BodySubscribers.ofByteArrayConsumer(feeding);
        };
    }

    private void feed(byte[] chunk, int length) {
        bytes += length;
        if (bytes > MOST_BYTES) {
            throw CommandFailure.failed(shown + " has more than 64 MiB; a metrics page is expected");
        }
        // A page that has failed ignores what follows, and finish() says why.
        var unused = parser.accept(chunk, 0, length);
    }

    private static String reason(Throwable failure) {
        if (causes(failure).anyMatch(UnresolvedAddressException.class::isInstance)) {
            return "no host of that name";
        }
        if (failure instanceof ConnectException) {
            return "connection refused or no route";
        }
        if (failure instanceof SSLException) {
            return "TLS: " + TlsTrouble.of(failure);
        }
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** A cluster's own authority is known to its configuration only, which a single page goes without. */
    private static String remedy(Throwable failure) {
        if (isUntrusted(failure)) {
            return "look with check --live, whose configuration names its authority, or let another program fetch the page and give -";
        }
        return failure instanceof SSLException ? "does the member speak TLS?" : "is the member there?";
    }

    private static boolean isUntrusted(Throwable failure) {
        return causes(failure).anyMatch(CertPathBuilderException.class::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
