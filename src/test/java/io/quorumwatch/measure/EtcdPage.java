package io.quorumwatch.measure;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A recorded page of an etcd member, told as that of any member of any cluster of three whose log grows: the first leads, the others
 * follow, all have committed what they are told to have, and no two clusters have an identity in common, as in life.
 */
final class EtcdPage {

    /** Members of the cluster that the page was recorded in. */
    static final int MEMBERS = 3;

    /** What moves in a healthy member: its log, what it exchanges with its peers, and its processor time. */
    private static final String COUNTERS = "(?m)(?<=^etcd_server_proposals_(?:committed|applied)_total )\\S+$"
            + "|(?<=^etcd_network_peer_sent_bytes_total\\{To=\"\\w{16}\"} )\\S+$"
            + "|(?<=^etcd_network_peer_received_bytes_total\\{From=\"\\w{16}\"} )\\S+$"
            + "|(?<=^process_cpu_seconds_total )\\S+$";

    /** What differs from member to member and means nothing to a watcher: one sample in fourteen. */
    private static final Pattern OWN = Pattern.compile("(?m)^((?:go|os|etcd_debugging)_.* (?![01]$)\\S*)(\\d)$");

    /** So many members in turn differ in what is {@link #OWN}. */
    private static final int VARIANTS = 4;

    private static final Pattern SELF = Pattern.compile("(?m)^etcd_server_id\\{server_id=\"(\\w+)\"}");
    private static final Pattern PEER = Pattern.compile("(?m)^etcd_network_active_peers\\{.*Remote=\"(\\w+)\"}");

    /** What stands between two pieces of a page: a counter, or the identity of the member at that place. */
    private record Gap(int place) {

        private static final Gap COUNTER = new Gap(-1);
    }

    /** A page cut into pieces, one more than its gaps. */
    private record Cut(List<ByteBuf> pieces, List<Gap> gaps) {}

    /** The pages of all variants of the first place, then those of the second, and so on. */
    private final List<Cut> pages;

    private EtcdPage(List<Cut> pages) {
        this.pages = pages;
    }

    static EtcdPage of(String recorded) {
        List<String> identities = new ArrayList<>(first(SELF, recorded));
        identities.addAll(first(PEER, recorded));
        if (identities.size() != MEMBERS) {
            throw new IllegalArgumentException("not a page of a cluster of three: " + identities);
        }
        Pattern moving = Pattern.compile(COUNTERS + "|" + String.join("|", identities));
        List<Cut> pages = new ArrayList<>();
        for (int place = 0; place < MEMBERS; place++) {
            for (int variant = 0; variant < VARIANTS; variant++) {
                pages.add(cut(varied(recorded, variant), moving, identities, place));
            }
        }
        return new EtcdPage(List.copyOf(pages));
    }

    /** The page of the member at this place of this cluster. */
    Teller teller(int cluster, int place) {
        List<ByteBuf> identities = IntStream.range(0, MEMBERS)
                .mapToObj(member -> "%016x".formatted(0x5eed_0000_0000_0000L + cluster * 31L + member))
                .map(EtcdPage::lasting)
                .toList();
        return new Teller(pages.get(VARIANTS * place + (cluster + place) % VARIANTS), identities);
    }

    /**
     * Tells the page of one member. Nothing is copied but what moves: the processor is that of the measured process too, and whoever
     * serves a thousand pages a second from copies takes a tenth of it and collects what it has thrown away.
     */
    record Teller(Cut cut, List<ByteBuf> identities) {

        /** The page after so many writes, for one answer. */
        Buffer page(long writes) {
            byte[] digits = Long.toString(1_000_000 + writes).getBytes(StandardCharsets.US_ASCII);
            ByteBuf counter = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(digits));
            CompositeByteBuf page = Unpooled.compositeBuffer(2 * cut.gaps.size() + 1)
                    .addComponent(true, cut.pieces.get(0).duplicate());
            for (int index = 0; index < cut.gaps.size(); index++) {
                Gap gap = cut.gaps.get(index);
                ByteBuf between = gap.equals(Gap.COUNTER) ? counter : identities.get(gap.place());
                page.addComponent(true, between.duplicate())
                        .addComponent(true, cut.pieces.get(index + 1).duplicate());
            }
            return BufferInternal.buffer(page);
        }
    }

    /** Outside of the heap, where the system reads it without a copy; not given back with an answer that it was part of. */
    private static ByteBuf lasting(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }

    /** The recorded member is the first; told by another, the two swap their identities. */
    private static Cut cut(String recorded, Pattern moving, List<String> identities, int teller) {
        String page =
                recorded.replaceAll("(?m)^etcd_server_is_leader .*$", "etcd_server_is_leader " + (teller == 0 ? 1 : 0));
        List<ByteBuf> pieces = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        Matcher matcher = moving.matcher(page);
        int from = 0;
        while (matcher.find()) {
            pieces.add(lasting(page.substring(from, matcher.start())));
            int place = identities.indexOf(matcher.group());
            gaps.add(place < 0 ? Gap.COUNTER : new Gap(swapped(place, teller)));
            from = matcher.end();
        }
        pieces.add(lasting(page.substring(from)));
        return new Cut(List.copyOf(pieces), List.copyOf(gaps));
    }

    private static String varied(String recorded, int variant) {
        return OWN.matcher(recorded).replaceAll(line -> {
            int digit = (Integer.parseInt(line.group(2)) + variant) % 10;
            return Matcher.quoteReplacement(line.group(1) + digit);
        });
    }

    private static int swapped(int place, int teller) {
        if (place == 0) {
            return teller;
        }
        return place == teller ? 0 : place;
    }

    private static List<String> first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
