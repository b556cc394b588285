package io.quorumwatch.source.discovery;

import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import io.quorumwatch.config.MemberConfig;
import io.vertx.core.Future;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import io.vertx.core.dns.SrvRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members that one DNS name stands for. SRV records carry host and port, their priority and weight mean nothing here; A and AAAA
 * records carry addresses. A failure keeps what was found last, and so does a name without records: a committee does not dissolve, and
 * a name server that has lost a zone proves nothing. Used from one context only.
 *
 * <p>The name server is trusted as far as its bytes go: Vert.x 5.0.12 follows compression pointers in SRV records without a bound
 * ({@code RecordDecoder.readName}), so that a record which points to itself would hold the event loop for ever.
 */
final class DnsSource {

    /** The client gives only records of the very name that was asked for, so aliases are followed by hand. */
    private static final int MOST_ALIASES = 4;

    private final DnsClient client;
    private final String name;
    private final String type;
    private final int port;
    private final TargetReader targets;
    private Found last = Found.NOTHING;

    /**
     * @param client its queries have a deadline
     * @param type {@code SRV}, {@code A} or {@code AAAA}
     * @param port the members' port, when the type does not say it
     */
    DnsSource(DnsClient client, String name, String type, int port, TargetReader targets) {
        this.client = client;
        this.name = name;
        this.type = type;
        this.port = port;
        this.targets = targets;
    }

    /** Asks; never fails. */
    Future<Found> ask() {
        return Future.succeededFuture()
                .compose(now -> addresses())
                .map(this::read)
                .otherwise(this::failed)
                .onSuccess(found -> last = found);
    }

    private Future<List<String>> addresses() {
        return switch (type) {
            case "A" -> records(name, client::resolveA, 0).map(this::withPort);
            case "AAAA" -> records(name, client::resolveAAAA, 0).map(this::withPort);
            default -> records(name, client::resolveSRV, 0).map(DnsSource::hosts);
        };
    }

    private <T> Future<List<T>> records(String asked, Function<String, Future<List<T>>> query, int aliases) {
        return query.apply(asked).compose(found -> {
            if (!found.isEmpty() || aliases == MOST_ALIASES) {
                return Future.succeededFuture(found);
            }
            return client.resolveCNAME(asked)
                    .compose(names -> names.isEmpty()
                            ? Future.succeededFuture(found)
                            : records(names.get(0), query, aliases + 1));
        });
    }

    private List<String> withPort(List<String> addresses) {
        return addresses.stream()
                .map(address -> (address.indexOf(':') < 0 ? address : '[' + canonical(address) + ']') + ':' + port)
                .toList();
    }

    /** The short form of an IPv6 address; it is a literal, so nothing is looked up. */
    private static String canonical(String address) {
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException impossible) {
            return address;
        }
    }

    private static List<String> hosts(List<SrvRecord> records) {
        List<String> hosts = new ArrayList<>();
        for (SrvRecord record : records) {
            // Null, whatever the types say, for the root: then the record says that the service is decidedly not there.
            @Nullable String target = record.target();
            if (target != null) {
                hosts.add(target.toLowerCase(Locale.ROOT) + ':' + record.port());
            }
        }
        return hosts;
    }

    private Found read(List<String> addresses) {
        if (addresses.isEmpty()) {
            return last.despite(new DiscoveryProblem(name, DiscoveryFailure.NO_RECORDS, "no " + type + " records"));
        }
        List<MemberConfig> members = new ArrayList<>();
        List<DiscoveryProblem> problems = new ArrayList<>();
        for (String address : new TreeSet<>(addresses)) {
            try {
                members.add(targets.read(address, Map.of()));
            } catch (UnusableException unusable) {
                problems.add(unusable.in(name));
            }
        }
        return new Found(members, problems);
    }

    private Found failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DnsException answered) {
                boolean unknown = answered.code() == DnsResponseCode.NXDOMAIN;
                return last.despite(new DiscoveryProblem(
                        name,
                        unknown ? DiscoveryFailure.NO_RECORDS : DiscoveryFailure.DNS_ERROR,
                        String.valueOf(answered.code())));
            }
            if (cause instanceof DnsNameResolverTimeoutException) {
                return last.despite(new DiscoveryProblem(name, DiscoveryFailure.DNS_TIMEOUT, "no answer in time"));
            }
        }
        return last.despite(
                new DiscoveryProblem(name, DiscoveryFailure.DNS_ERROR, String.valueOf(failure.getMessage())));
    }
}
