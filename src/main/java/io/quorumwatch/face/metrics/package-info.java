/**
 * What Prometheus sees: {@code /metrics}.
 *
 * <p>{@link io.quorumwatch.face.metrics.MetricNames} is the list of everything that is exported, with labels and help, and the only
 * place where a name stands. {@link io.quorumwatch.face.metrics.MetricsLedger} keeps the last message of each kind and counts what
 * has happened; it is pure, takes the time as an argument, and writes the page. A gauge is read off the last message while the page is
 * written and is never stored: a member, a role or a cluster that has left takes its series along, because nothing is left to
 * write, and a figure that nobody repeats any more is not written either. Counters start at 0 as soon as their cluster is configured.
 *
 * <p>{@link io.quorumwatch.face.metrics.MetricsBinder} is the verticle around the ledger: it subscribes, and it owns the thread. A page
 * of hundreds of clusters has a hundred thousand lines, so it is written in slices between which the event loop does other work, and
 * compressed on a worker. At most one page is being written at a time, and all who ask meanwhile share the next one:
 * any number of scrapers costs as much as two, and nobody gets a page that was begun before it asked.
 *
 * <p>Our own families do not go through Micrometer: a collector of its snapshots costs objects for every series of every scrape, and its
 * meters outlive what they measure. Vert.x measures itself with Micrometer ({@link io.quorumwatch.face.metrics.VertxMetrics}); those
 * families follow at the end of the page.
 */
@NullMarked
package io.quorumwatch.face.metrics;

import org.jspecify.annotations.NullMarked;
