package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Incident;
import io.quorumwatch.bus.IncidentState;
import io.quorumwatch.bus.LogEvent;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.RankedCause;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.Verdict;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Timing;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.desk.blindspot.BlindSpot;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of one cluster: at most one is open. It opens with the first condition that fires at warning or above, and is
 * resolved when none does any more and none that its cause explains is about to; what cannot be seen resolves nothing. Pure; used by
 * one thread at a time.
 */
public final class IncidentLedger {

    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** As often as a judge repeats itself; the shortest time that a cause asks for. */
    static final Duration TIME_TELLS = Duration.ofSeconds(5);

    /** As long as the slowest sign of a lost bond needs to fire: what would take longer is no part of what is over. */
    private static final Duration CALM = Duration.ofSeconds(30);

    private final CaseFile file;
    private final IncidentConditions conditions = new IncidentConditions();
    private final CauseFinder finder;
    private @Nullable Incident open;
    private boolean moved;
    private boolean urgent;
    private Instant reviewedAt = Instant.MIN;

    public IncidentLedger(WatchPlan plan) {
        file = new CaseFile(plan);
        finder = new CauseFinder(file);
    }

    /** The cluster has other members from now on; what is known of those that stay stays known. */
    void change(WatchPlan plan) {
        file.change(plan);
        moved = true;
    }

    /** Remembers what the look said. */
    public void hear(MemberReading reading) {
        moved |= file.read(reading);
    }

    /** Remembers what the log said. */
    public void hear(LogEvent event) {
        file.hear(event);
        moved = true;
    }

    /** Remembers what the judge said, a change or a heartbeat. */
    public void hear(Verdict verdict) {
        urgent |= file.hear(verdict);
    }

    /** Whether a judge has said something since the last review that should be reviewed at once; each opening begins with that. */
    public boolean isUrgent() {
        return urgent;
    }

    /**
     * Whether a review may find something else than the last one did: an incident is open and its evidence has moved, or so much time
     * has passed that time itself is evidence. What looks and logs say comes in such numbers that it is reviewed in turns.
     */
    public boolean isDue(Instant now) {
        boolean fresh = !now.isBefore(reviewedAt) && now.isBefore(reviewedAt.plus(TIME_TELLS));
        return open != null && (moved || urgent || !fresh || file.verdicts().anyHandedOver());
    }

    /** The open incident with its causes as they stood at the last review; null when nothing is wrong. */
    public @Nullable Incident open() {
        return open;
    }

    /** What the members' logs leave in the dark, and who is not looked at where somebody else is. */
    List<BlindSpot> blindSpots(Instant now) {
        List<BlindSpot> spots = new ArrayList<>(MistakenAddresses.of(file));
        spots.addAll(MistakenRoles.of(file));
        spots.addAll(DarkLogs.of(file, now));
        return spots;
    }

    /**
     * Looks at everything anew.
     *
     * @return what has happened, or null when nothing did that a person would have to be told: the same conditions, equally loud, with
     *     the same causes in the same order. The evidence of {@link #open()} is brought up to date either way.
     */
    public @Nullable Incident review(Instant now) {
        Incident news = reviewed(now);
        // Only now: what could not be reviewed is still to be.
        moved = false;
        urgent = false;
        reviewedAt = now;
        return news;
    }

    private @Nullable Incident reviewed(Instant now) {
        List<Verdict> firing = file.verdicts().firing(now).stream()
                .filter(IncidentLedger::warns)
                .toList();
        Incident before = open;
        if (firing.isEmpty() && (before == null || !goesOn(before, now))) {
            return before == null ? null : resolve(before, now);
        }
        conditions.note(firing);
        List<RankedCause> found = finder.causes(firing, before, conditions.all(), now);
        // Mostly nothing new was found, and then nothing new need be remembered.
        List<RankedCause> causes = before != null && before.causes().equals(found) ? before.causes() : found;
        Instant openedAt = before == null ? now : before.openedAt();
        Severity severity = conditions.severity(before == null ? Severity.WARNING : before.severity());
        Incident reviewed = new Incident(
                file.plan().watched(),
                before == null ? id(now) : before.id(),
                before == null ? IncidentState.OPENED : before.state(),
                now,
                openedAt,
                null,
                severity,
                conditions.sorted(),
                causes);
        boolean changed = before != null && news(before, reviewed);
        open = changed ? reviewed.in(IncidentState.CHANGED) : reviewed;
        return before == null || changed ? open : null;
    }

    /** Whether its cause shows in another way already, which will fire when its hold is over: that is no second incident. */
    private boolean goesOn(Incident before, Instant now) {
        Cause first = Cause.of(before.firstCause().cause());
        return file.verdicts().pending().stream()
                .anyMatch(verdict ->
                        warns(verdict) && first.explains(verdict.condition()) && firesBy(verdict, now.plus(CALM)));
    }

    /** Whether it will have fired by then, when it stays true. */
    private boolean firesBy(Verdict pending, Instant time) {
        Condition condition = Condition.ofKey(pending.condition());
        Timing timing = condition == null ? null : file.plan().timing(condition);
        return timing != null && !pending.since().plus(timing.first()).isAfter(time);
    }

    private static boolean warns(Verdict verdict) {
        return verdict.severity().compareTo(Severity.WARNING) >= 0;
    }

    /**
     * The cluster is not watched any more: what is open can be followed no longer.
     *
     * @return the end of the open incident, or null when none is open
     */
    public @Nullable Incident close(Instant now) {
        Incident before = open;
        return before == null ? null : resolve(before, now);
    }

    private Incident resolve(Incident before, Instant now) {
        conditions.calm();
        Incident resolved = new Incident(
                before.watched(),
                before.id(),
                IncidentState.RESOLVED,
                now,
                before.openedAt(),
                now,
                conditions.worst(before.severity()),
                conditions.sorted(),
                before.causes());
        open = null;
        conditions.forget();
        finder.forget();
        return resolved;
    }

    private static boolean news(Incident before, Incident after) {
        return before.severity() != after.severity()
                || !before.conditions().equals(after.conditions())
                || !ranking(before).equals(ranking(after));
    }

    private static List<String> ranking(Incident incident) {
        return incident.causes().stream()
                .map(cause -> cause.cause() + " " + cause.likelihood() + " " + cause.subjects())
                .toList();
    }

    private String id(Instant at) {
        return file.plan().watched() + "-" + ID_TIME.format(at);
    }
}
