package io.quorumwatch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a running agent is asked; a mixin for the commands that ask one. */
final class AgentAddress {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** An agent of hundreds of clusters answers with a few megabytes. */
    private static final int MOST_BYTES = 64 << 20;

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEFAULT = "http://127.0.0.1:9745";
    private static final String OTHER = "name another with --url http://HOST:PORT";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The running agent to ask, with user and password where it wants them:"
                    + " http://USER:PASSWORD@HOST:PORT; default: " + DEFAULT)
    private @Nullable String url;

    /** This agent and no other. */
    static AgentAddress of(URI url) {
        AgentAddress address = new AgentAddress();
        address.url = url.toString();
        return address;
    }

    /** Whether an address was given. */
    boolean given() {
        return url != null;
    }

    /**
     * The answer to a path, whatever its status.
     *
     * @throws CommandFailure when no agent answers, or somebody who is none
     */
    Reply get(String path) {
        Base base = Base.of(url == null ? DEFAULT : url);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base.shown + path))
                .timeout(DEADLINE)
                .header("Accept", "application/json");
        if (base.authorization != null) {
            request.header("Authorization", base.authorization);
        }
        HttpResponse<byte[]> answer = send(request.build(), base);
        if (answer.statusCode() == 401) {
            throw CommandFailure.failed(
                    base.authorization == null
                            ? base.shown
                                    + ": the agent asks for a user; write it into the address: http://USER:PASSWORD@HOST:PORT"
                            : base.shown + ": the agent refuses this user or password");
        }
        try {
            JsonNode body = JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8));
            if (body.isObject()) {
                return new Reply(answer.statusCode(), body);
            }
        } catch (JsonProcessingException notJson) {
            // Said below, without the parser's words.
        }
        throw noAgent(base.shown, path, answer.statusCode());
    }

    /** Somebody answers there who is no agent. */
    CommandFailure noAgent(String path, int status) {
        return noAgent(Base.of(url == null ? DEFAULT : url).shown, path, status);
    }

    private static CommandFailure noAgent(String shown, String path, int status) {
        return CommandFailure.failed(
                shown + ": what answers there is no agent (status " + status + " for " + path + "); " + OTHER);
    }

    private static HttpResponse<byte[]> send(HttpRequest request, Base base) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(DEADLINE)
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> capped());
        try {
            return answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            String why = cause == null || cause.getMessage() == null ? "no connection" : cause.getMessage();
            throw unreachable(base, why);
        } catch (TimeoutException late) {
            boolean unused = answer.cancel(true);
            throw unreachable(base, "nothing within " + DEADLINE.toSeconds() + " s");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    private static CommandFailure unreachable(Base base, String why) {
        return CommandFailure.failed(base.shown + ": no agent answers there (" + why
                + "); start one with: quorumwatch run --config FILE, or " + OTHER);
    }

    private static HttpResponse.BodySubscriber<byte[]> capped() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        return HttpResponse.BodySubscribers.mapping(
                HttpResponse.BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> {
                    if (body.size() + bytes.length > MOST_BYTES) {
                        throw new IllegalStateException("more than " + (MOST_BYTES >> 20) + " MiB");
                    }
                    body.write(bytes, 0, bytes.length);
                })),
                done -> body.toByteArray());
    }

    /**
     * An address, understood.
     *
     * @param shown without user and password, so that they stand in no message; without a slash at its end
     * @param authorization the header for user and password; null without them
     */
    private record Base(String shown, @Nullable String authorization) {

        static Base of(String text) {
            try {
                URI uri = new URI(text);
                boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (http && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                    String path = uri.getRawPath().replaceAll("/+$", "");
                    return new Base(uri.getScheme() + "://" + uri.getHost() + port + path, UserInfo.authorization(uri));
                }
            } catch (URISyntaxException | IllegalArgumentException wrong) {
                // Said below; the text may hold a password.
            }
            throw CommandFailure.usage("--url: expected http://HOST:PORT or https://HOST:PORT"
                    + (text.contains("@")
                            ? "; write special characters of user and password as %XX"
                            : " but was '" + text + "'"));
        }
    }

    /** What an agent answered. */
    record Reply(int status, JsonNode body) {}
}
