package io.quorumwatch.face.metrics;

import io.quorumwatch.face.metrics.MetricNames.Type;
import org.jspecify.annotations.Nullable;

/** The two formats that {@code /metrics} speaks. */
public enum MetricsFormat {
    /** Prometheus text format 0.0.4; what everybody gets who asks for nothing else. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** OpenMetrics 1.0, for those who name it. */
    OPENMETRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    MetricsFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The value of {@code Content-Type}. */
    public String contentType() {
        return contentType;
    }

    /** The family's name in its head; OpenMetrics keeps the suffix for the samples. */
    String familyName(MetricNames family) {
        String name = family.fullName();
        if (this == TEXT || (family.type() != Type.COUNTER && family.type() != Type.INFO)) {
            return name;
        }
        return name.substring(0, name.lastIndexOf('_'));
    }

    /**
     * The format that the client likes best. OpenMetrics must be named, in version 1.0.0 or without one, and be liked at least as much
     * as text; wildcards, unknown types, damaged headers and none at all get {@link #TEXT}, because that is what everybody can read.
     */
    public static MetricsFormat negotiate(@Nullable String accept) {
        double openMetrics = Preferences.quality(accept, "application/openmetrics-text", "1.0.0");
        double text = Preferences.quality(accept, "text/plain", "0.0.4", "text/*", "*/*");
        return openMetrics > 0 && openMetrics >= text ? OPENMETRICS : TEXT;
    }
}
