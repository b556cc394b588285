package io.quorumwatch.judge;

import io.quorumwatch.bus.AgentDoubt;
import io.quorumwatch.bus.Severity;
import io.quorumwatch.bus.UnknownReason;
import io.quorumwatch.bus.VerdictState;
import io.quorumwatch.catalogue.Condition;
import io.quorumwatch.catalogue.Timing;
import io.quorumwatch.time.Instants;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One condition of one subject over time: lays the three-valued truth of each assessment on the condition's holds.
 *
 * <ul>
 *   <li>True for less than its first hold is pending, longer is firing, and a firing condition never grows quieter.
 *   <li>False while pending is ok at once; false while firing must stay so for the clearing time. Until then it goes on firing, but
 *       after {@link Timing#LEAST_CALM} of it the hold of what is louder begins anew.
 *   <li>Unknown is unknown at once. Where it is we who cannot see, it resolves nothing: what fired before goes on firing when it
 *       is seen true again, and must be seen calm for the clearing time before it is ok. Where only a member hides that may be
 *       there, its holds stand still and go on when it is seen true again. Where there is nothing to be seen, the member being
 *       gone for example, another condition has taken over, and a hold starts anew.
 * </ul>
 *
 * <p>At 1,000 members there are 16,000 of these and each is asked every second. None is written to while nothing changes: a young
 * collection has to look at every place of the old room where a reference was written, be it the same one again.
 */
final class ConditionTimeline {

    private final Condition condition;
    private final Timing timing;

    private VerdictState state = VerdictState.UNKNOWN;
    private Severity severity;
    private String reason = UnknownReason.NOT_LOOKED_YET.word();
    private Instant since;
    private @Nullable Instant trueSince;
    private @Nullable Instant calmSince;
    /** Since when it has been hidden whether it is true, and for how long it was since {@link #trueSince}; no hold runs meanwhile. */
    private @Nullable Instant hiddenSince;

    private Duration hiddenFor = Duration.ZERO;
    private boolean fired;
    private int namedIn;
    private Map<String, Object> said = Map.of();

    /** @param began when it was first asked for; until then nobody could know */
    ConditionTimeline(Condition condition, Timing timing, Instant began) {
        this.condition = condition;
        this.timing = timing;
        this.since = began;
        this.severity = timing.firstSeverity();
    }

    /** The subject is named in the assessment of this number. */
    void nameIn(int assessment) {
        namedIn = assessment;
    }

    /** Whether the subject was named in it. */
    boolean isNamedIn(int assessment) {
        return namedIn == assessment;
    }

    /** The condition is true. Returns whether anything that a verdict says has changed. */
    boolean seenTrue(Instant now, Instant trueFrom, Severity atMost, AgentDoubt doubt) {
        if (calmSince != null && !now.isBefore(calmSince.plus(Timing.LEAST_CALM))) {
            forgetTruth();
        }
        forgetCalm();
        if (trueSince == null || trueSince.isAfter(now)) {
            trueSince = Instants.earlier(now, trueFrom);
        }
        endHiding(now);
        Severity level = level(now, trueSince.plus(hiddenFor), atMost, doubt);
        if (fired && (level == null || level.compareTo(severity) < 0)) {
            level = severity;
        }
        if (level == null) {
            return become(VerdictState.PENDING, timing.firstSeverity(), condition.key(), trueSince);
        }
        fired = true;
        return become(VerdictState.FIRING, level, condition.key(), trueSince);
    }

    /** The condition is false. Returns whether anything that a verdict says has changed. */
    boolean seenFalse(Instant now) {
        if (fired) {
            endHiding(now);
            calmSince = calmSince == null ? now : calmSince;
            if (Duration.between(calmSince, now).compareTo(timing.clearAfter()) < 0) {
                return false;
            }
        }
        fired = false;
        forgetCalm();
        forgetTruth();
        return become(VerdictState.OK, timing.firstSeverity(), "ok", now);
    }

    /** It cannot be seen whether the condition is true. Returns whether anything that a verdict says has changed. */
    boolean unseen(Instant now, UnknownReason why) {
        forgetCalm();
        if (why.handsOver()) {
            fired = false;
        }
        if (why == UnknownReason.MEMBER_HIDDEN && trueSince != null) {
            hiddenSince = hiddenSince == null ? now : hiddenSince;
        } else if (!fired) {
            forgetTruth();
        }
        return become(VerdictState.UNKNOWN, fired ? severity : timing.firstSeverity(), why.word(), now);
    }

    private @Nullable Severity level(Instant now, Instant from, Severity atMost, AgentDoubt doubt) {
        Duration held = Duration.between(from, now);
        Severity cap = now.isBefore(doubt.pagesAfter()) && atMost.pages() ? Severity.WARNING : atMost;
        Severity level = null;
        if (timing.warningAfter() != null && held.compareTo(timing.warningAfter()) >= 0) {
            level = Severity.WARNING;
        }
        if (timing.pageAfter() != null && held.compareTo(timing.pageAfter()) >= 0) {
            level = timing.loudest();
        }
        return level != null && level.compareTo(cap) > 0 ? cap : level;
    }

    private boolean become(VerdictState newState, Severity newSeverity, String newReason, Instant from) {
        boolean changed = state != newState || severity != newSeverity || !reason.equals(newReason);
        if (state != newState) {
            since = from;
        }
        if (changed) {
            state = newState;
            severity = newSeverity;
            reason = newReason;
        }
        return changed;
    }

    private void forgetCalm() {
        if (calmSince != null) {
            calmSince = null;
        }
    }

    private void forgetTruth() {
        if (trueSince != null) {
            trueSince = null;
            hiddenSince = null;
            hiddenFor = Duration.ZERO;
        }
    }

    private void endHiding(Instant now) {
        if (hiddenSince != null) {
            hiddenFor = hiddenFor.plus(Duration.between(hiddenSince, now));
            hiddenSince = null;
        }
    }

    /** The next time at which a hold or the calm runs out if nothing else changes; {@link Instant#MAX} for never. */
    Instant next(Instant now, AgentDoubt doubt) {
        Instant next = Instant.MAX;
        if (calmSince != null) {
            next = Instants.earlierAfter(now, next, calmSince.plus(timing.clearAfter()));
        } else if (trueSince != null && hiddenSince == null) {
            Instant heldFrom = trueSince.plus(hiddenFor);
            next = timing.warningAfter() == null
                    ? next
                    : Instants.earlierAfter(now, next, heldFrom.plus(timing.warningAfter()));
            next = timing.pageAfter() == null
                    ? next
                    : Instants.earlierAfter(now, next, heldFrom.plus(timing.pageAfter()));
            next = Instants.earlierAfter(now, next, doubt.pagesAfter());
        }
        return next;
    }

    /**
     * The evidence as it is to be said: the very facts that were said last, if they are the same. What stands is repeated every few
     * seconds for days, and whoever remembers it need not remember it anew.
     */
    Map<String, Object> say(Map<String, Object> evidence) {
        return evidence.equals(said) ? said : evidence;
    }

    /** This was said, and will not change any more. */
    void said(Map<String, Object> evidence) {
        if (said != evidence) {
            said = evidence;
        }
    }

    VerdictState state() {
        return state;
    }

    Severity severity() {
        return severity;
    }

    String reason() {
        return reason;
    }

    Instant since() {
        return since;
    }
}
