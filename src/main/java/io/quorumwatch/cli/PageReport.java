package io.quorumwatch.cli;

import io.quorumwatch.cli.ProfileExplainer.FoundSignal;
import io.quorumwatch.source.exposition.LineFinding;
import io.quorumwatch.source.exposition.Page;

/** How {@code inspect} tells what it found, in this order. */
interface PageReport {

    void page(String place, Page page);

    void malformed(LineFinding finding);

    void found(FoundSignal found);

    void missing(MissingSignal missing);
}
