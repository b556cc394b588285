package io.quorumwatch.desk.incident;

import java.time.Instant;
import java.util.List;

/** A part of the runbook: looks at the case and puts up what may be behind it. Pure. */
@FunctionalInterface
interface Diagnosis {

    List<Hypothesis> consider(CaseFile file, Instant now);
}
