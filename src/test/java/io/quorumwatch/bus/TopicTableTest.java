package io.quorumwatch.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One entry for each topic, by condition, then subject, the cluster as a whole first. */
class TopicTableTest {

    private static final Topic ALL = new Topic("member-down", null);
    private static final Topic FIRST = new Topic("member-down", "m1");
    private static final Topic SECOND = new Topic("member-down", "m2");
    private static final Topic EARLIER = new Topic("leader-absent", null);
    private static final Topic LATER = new Topic("round-stall", null);
    private static final List<Topic> IN_ORDER = List.of(EARLIER, ALL, FIRST, SECOND, LATER);

    static Stream<List<Topic>> orders() {
        return Stream.of(
                IN_ORDER, List.of(LATER, SECOND, FIRST, ALL, EARLIER), List.of(FIRST, LATER, EARLIER, SECOND, ALL));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void findsWhatWasPutInWhateverOrder(List<Topic> order) {
        TopicTable<Topic> table = tableOf(order);
        assertThat(table.all()).isEqualTo(IN_ORDER);
        assertThat(IN_ORDER).allSatisfy(topic -> assertThat(table.get(topic)).isSameAs(topic));
        assertThat(table.get("member-down", "m3")).isNull();
        assertThat(table.get("aaa", null)).isNull();
        assertThat(table.get("zzz", null)).isNull();
        assertThat(table.on("member-down")).containsExactly(ALL, FIRST, SECOND);
        assertThat(table.on("member-dow")).isEmpty();
        assertThat(table.on("zzz")).isEmpty();
    }

    @Test
    void anEntryTakesThePlaceOfTheOneOnItsTopic() {
        TopicTable<Topic> table = tableOf(IN_ORDER);
        Topic another = new Topic("member-down", "m1");
        table.put(another);
        assertThat(table.all()).isEqualTo(IN_ORDER);
        assertThat(table.get(FIRST)).isSameAs(another);
    }

    @Test
    void findsTheConditionsSubjectsWithoutOneForTheWholeCluster() {
        assertThat(tableOf(List.of(SECOND, FIRST, LATER)).on("member-down")).containsExactly(FIRST, SECOND);
    }

    @Test
    void forgetsWhatIsSuch() {
        TopicTable<Topic> table = tableOf(IN_ORDER);
        table.removeIf(topic -> topic.subject() != null);
        assertThat(table.all()).containsExactly(EARLIER, ALL, LATER);
    }

    private static TopicTable<Topic> tableOf(List<Topic> order) {
        TopicTable<Topic> table = new TopicTable<>();
        order.forEach(table::put);
        return table;
    }
}
