package io.quorumwatch.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process uses, as Linux counts it. */
record ProcessUse(double cpuSeconds, double residentMegabytes, long atNanos) {

    /** Linux shows processor time to programs in hundredths of a second on every architecture. */
    private static final double TICKS_PER_SECOND = 100;

    static ProcessUse of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            // The name in brackets may contain anything, so the fields are counted from behind it.
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
            double kilobytes = Files.readAllLines(process.resolve("status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("process " + pid + " has no memory"));
            return new ProcessUse(ticks / TICKS_PER_SECOND, kilobytes * 1024 / 1e6, System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Share of one processor since the earlier reading. */
    double coresSince(ProcessUse earlier) {
        return (cpuSeconds - earlier.cpuSeconds) / ((atNanos - earlier.atNanos) / 1e9);
    }
}
