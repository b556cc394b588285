package io.quorumwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a running agent is asked; a mixin for the commands that ask one. */
final class AgentAddress {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEFAULT = "http://127.0.0.1:9745";

    @Option(names = "--url", paramLabel = "URL", description = "The running agent to ask; default: " + DEFAULT)
    private @Nullable URI url;

    /** This agent and no other. */
    static AgentAddress of(URI url) {
        AgentAddress address = new AgentAddress();
        address.url = url;
        return address;
    }

    /** Whether an address was given. */
    boolean given() {
        return url != null;
    }

    /** The answer to a path, whatever its status. */
    Reply get(String path) {
        URI base = url == null ? URI.create(DEFAULT) : url;
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(DEADLINE)
                .header("Accept", "application/json")
                .build();
        try {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(DEADLINE)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 401) {
                throw CommandFailure.failed(base
                        + ": the agent asks for a user; write it into the address: http://USER:PASSWORD@HOST:PORT");
            }
            return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException unreachable) {
            throw CommandFailure.failed(base + ": no agent answers there (" + unreachable.getMessage()
                    + "); start one with: quorumwatch run --config FILE, or name another with --url");
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    /** What an agent answered. */
    record Reply(int status, JsonNode body) {}
}
