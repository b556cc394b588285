package io.quorumwatch.cli;

import io.quorumwatch.cli.ProfileExplainer.FoundSignal;
import io.quorumwatch.source.exposition.LineFinding;
import io.quorumwatch.source.exposition.Page;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What {@code inspect} found, for programs: lines of {@code kind} page, malformed, found and missing. */
final class PageJson implements PageReport {

    private final JsonLines lines;

    PageJson(PrintWriter out) {
        this.lines = new JsonLines(out);
    }

    @Override
    public void page(String place, Page page) {
        Map<String, Integer> malformed = new TreeMap<>();
        page.malformed().forEach((reason, count) -> malformed.put(reason.word(), count));
        Map<String, Object> line = line("page");
        line.put("place", place);
        line.put("samples", page.samples().size());
        line.put("lines", page.lines());
        line.put("bytes", page.bytes());
        line.put("malformed", malformed);
        lines.write(line);
    }

    @Override
    public void malformed(LineFinding finding) {
        Map<String, Object> line = line("malformed");
        line.put("line", finding.line());
        line.put("reason", finding.reason().word());
        line.put("excerpt", finding.excerpt());
        lines.write(line);
    }

    @Override
    public void found(FoundSignal found) {
        Map<String, Object> line = line("found");
        line.put("signal", found.signal());
        line.put("value", found.value() == null ? null : DecimalText.of(found.value()));
        line.put("origin", found.origin());
        line.put("families", found.families());
        lines.write(line);
    }

    @Override
    public void missing(MissingSignal missing) {
        Map<String, Object> line = line("missing");
        line.put("signal", missing.signal());
        line.put("families", missing.families());
        line.put("blinds", missing.blinds());
        lines.write(line);
    }

    private static Map<String, Object> line(String kind) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", kind);
        return line;
    }
}
