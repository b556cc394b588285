/**
 * What the incident desk concludes: a {@link io.quorumwatch.desk.incident.Case} is a committee in a story told in seconds, and the runbook
 * tests say which causes it must name first, which it must not name, and what it must admit not to know.
 */
@NullMarked
package io.quorumwatch.desk.incident;

import org.jspecify.annotations.NullMarked;
