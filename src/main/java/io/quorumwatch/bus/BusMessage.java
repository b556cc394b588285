package io.quorumwatch.bus;

/** Everything that travels on the event bus; one codec carries the whole family. */
public sealed interface BusMessage permits MemberReading, LogEvent, Verdict, HealthReport, Incident, AgentDoubt {}
