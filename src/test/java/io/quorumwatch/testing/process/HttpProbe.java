package io.quorumwatch.testing.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** An HTTP client of another make than the one under test, with a deadline on every request. */
public final class HttpProbe {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final URI base;

    public HttpProbe(URI base) {
        this.base = base;
    }

    public URI base() {
        return base;
    }

    /** Gets the path; headers are names and values in turn. */
    public Answer get(String path, String... headers) {
        return send(path, "GET", BodyPublishers.noBody(), headers);
    }

    /** Posts the text. */
    public Answer post(String path, String body) {
        return post(path, body, "Content-Type", "application/json");
    }

    /** Posts the text; headers are names and values in turn. */
    public Answer post(String path, String body, String... headers) {
        return send(path, "POST", BodyPublishers.ofString(body), headers);
    }

    public Answer delete(String path) {
        return send(path, "DELETE", BodyPublishers.noBody());
    }

    /** The text as it may stand in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer send(String path, String method, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(DEADLINE).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
            boolean gzip = response.headers().firstValue("Content-Encoding").equals(Optional.of("gzip"));
            try (InputStream content = gzip ? new GZIPInputStream(response.body()) : response.body()) {
                String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(response.statusCode(), response.headers(), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base.resolve(path) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** What came back; the body as text, unpacked where it was asked for and sent compressed. */
    public record Answer(int status, HttpHeaders headers, String body) {

        public JsonNode json() {
            return parse(body);
        }

        public MetricsPage metrics() {
            return MetricsPage.parse(body);
        }

        /** The series whose names begin so, read quickly. */
        public MetricsPage metrics(String beginning) {
            return MetricsPage.parse(body, beginning);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
