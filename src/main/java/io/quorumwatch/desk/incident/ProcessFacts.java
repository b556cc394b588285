package io.quorumwatch.desk.incident;

import java.time.Duration;

/** What several diagnoses of processes have in common. */
final class ProcessFacts {

    /** What happened longer ago is no part of an incident. */
    static final Duration RECENT = Duration.ofMinutes(5);

    /** Members need about 6 s to join when all is well (facts/mosaik.md 10.2). */
    static final Duration JOINS_WITHIN = Duration.ofSeconds(15);

    private ProcessFacts() {}

    static Fact answersUnusably(MemberCase member) {
        return Fact.of(
                member.answersUnusably(),
                () -> member.name() + " answers, but not with a page that can be read: " + member.failureText(),
                () -> member.name() + " gives no other answer");
    }

    static Fact refusing(MemberCase member) {
        return Fact.of(member.gone(), () -> member.name() + " refuses connections", () -> member.name() + " listens");
    }
}
