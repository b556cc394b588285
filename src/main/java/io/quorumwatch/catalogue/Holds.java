package io.quorumwatch.catalogue;

import io.quorumwatch.bus.Severity;
import io.quorumwatch.config.ThresholdOverride;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The holds of one condition while overrides are laid over them. What is written counts, and what is not gives way to it: a page that is
 * not written never comes before the warning that is, nor a warning after the page. Else {@code leader-absent: 2m} would still page
 * after the usual minute.
 *
 * @param warning the hold before it warns; null when it does not warn
 * @param page the hold before it becomes as loud as it can; null when it never pages
 * @param clear the calm before it clears; null when nobody has said
 */
record Holds(
        @Nullable Duration warning,
        @Nullable Duration page,
        @Nullable Duration clear) {

    Holds with(ThresholdOverride override) {
        boolean firstIsPage = warning == null;
        Duration written = override.first();
        Duration nextWarning = firstIsPage ? override.warning() : or(override.warning(), written);
        Duration nextPage = firstIsPage ? or(override.page(), written) : override.page();
        return new Holds(
                nextWarning != null ? nextWarning : earlier(warning, nextPage),
                nextPage != null ? nextPage : later(page, nextWarning),
                or(override.clearAfter(), clear));
    }

    /** What they come to. A condition that never pages by itself does so once somebody has said after which hold. */
    Timing timing(Condition condition) {
        boolean pages = page != null && !condition.loudest().pages();
        Severity loudest = pages ? Severity.PAGE : condition.loudest();
        Duration first = new Timing(warning, page, loudest, Timing.LEAST_CALM).first();
        return new Timing(warning, page, loudest, clear != null ? clear : longer(first, Timing.LEAST_CALM));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static @Nullable Duration or(@Nullable Duration said, @Nullable Duration otherwise) {
        return said != null ? said : otherwise;
    }

    /** The hold, not after the bound. */
    private static @Nullable Duration earlier(@Nullable Duration hold, @Nullable Duration bound) {
        return hold != null && bound != null && bound.compareTo(hold) < 0 ? bound : hold;
    }

    /** The hold, not before the bound. */
    private static @Nullable Duration later(@Nullable Duration hold, @Nullable Duration bound) {
        return hold != null && bound != null && bound.compareTo(hold) > 0 ? bound : hold;
    }
}
