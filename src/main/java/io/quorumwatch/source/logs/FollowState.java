package io.quorumwatch.source.logs;

import org.jspecify.annotations.Nullable;

/** Lets through only what is news: a log that is followed is not followed again, and a loss is told once for each reason. */
final class FollowState implements LogFollower.Listener {

    private final LogFollower.Listener listener;
    private boolean following;
    private @Nullable LossReason reason;
    private boolean over;

    FollowState(LogFollower.Listener listener) {
        this.listener = listener;
    }

    @Override
    public void lines(LineBatch batch) {
        if (!over) {
            listener.lines(batch);
        }
    }

    @Override
    public void followed() {
        if (!over && !following) {
            following = true;
            reason = null;
            listener.followed();
        }
    }

    @Override
    public void lost(LossReason why, String error) {
        if (!over && why != reason) {
            following = false;
            reason = why;
            listener.lost(why, error);
        }
    }

    @Override
    public void gap(String error) {
        if (!over) {
            listener.gap(error);
        }
    }

    /** Nothing is said any more. */
    void end() {
        over = true;
    }
}
