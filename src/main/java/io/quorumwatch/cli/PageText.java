package io.quorumwatch.cli;

import io.quorumwatch.cli.ProfileExplainer.FoundSignal;
import io.quorumwatch.source.exposition.LineFinding;
import io.quorumwatch.source.exposition.Page;
import java.io.PrintWriter;

/** What {@code inspect} found, for people. */
final class PageText implements PageReport {

    private final PrintWriter out;

    PageText(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void page(String place, Page page) {
        int malformed =
                page.malformed().values().stream().mapToInt(Integer::intValue).sum();
        out.printf(
                "%s: %s in %s and %s, %s%n",
                place,
                Counted.of(page.samples().size(), "sample"),
                Counted.of(page.lines(), "line"),
                Counted.of(page.bytes(), "byte"),
                Counted.of(malformed, "malformed line"));
    }

    @Override
    public void malformed(LineFinding finding) {
        out.printf(
                "malformed line %d (%s): %s%n", finding.line(), finding.reason().word(), finding.excerpt());
    }

    @Override
    public void found(FoundSignal found) {
        String value = found.value() == null ? "needs several looks" : DecimalText.of(found.value());
        out.printf(
                "found %s: %s, %s, from %s%n",
                found.signal(), value, found.origin(), String.join(", ", found.families()));
    }

    @Override
    public void missing(MissingSignal missing) {
        out.println(SignalText.missing(missing));
    }
}
