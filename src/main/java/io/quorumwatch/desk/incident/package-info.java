/**
 * From verdicts to incidents: what is wrong with a cluster as one thing, and why.
 *
 * <p>A {@link io.quorumwatch.desk.incident.CaseFile} remembers of one cluster what a person would look up: who answers and how, who
 * began anew, who refuses whom, which conditions stand. The runbook is a list of {@link io.quorumwatch.desk.incident.Diagnosis}:
 * each looks at the case file and puts up {@link io.quorumwatch.desk.incident.Hypothesis hypotheses}, with the facts that must be true,
 * those that speak for it, and those that rule it out. {@link io.quorumwatch.desk.incident.Cause} says which conditions each cause
 * explains: that is the cause graph. The {@link io.quorumwatch.desk.incident.IncidentLedger} opens, changes and resolves incidents;
 * everything up to there is pure, and {@link io.quorumwatch.desk.incident.IncidentDesk} is the verticle around it.
 */
@NullMarked
package io.quorumwatch.desk.incident;

import org.jspecify.annotations.NullMarked;
