package io.quorumwatch.source.scrape;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Intakes for pages of one kind: as many as answers arrive at the same time, mostly a few. What a parser remembers of the series of
 * one member serves the next one, since they write nearly the same page. Used from one event loop only.
 */
final class IntakePool implements AutoCloseable {

    /** So many wait for the next answers; further ones were needed for a moment when much arrived at once. */
    private static final int MOST_WAITING = 32;

    private final Supplier<PageIntake> maker;
    private final Deque<PageIntake> free = new ArrayDeque<>();
    private boolean closed;

    IntakePool(Supplier<PageIntake> maker) {
        this.maker = maker;
    }

    PageIntake borrow() {
        PageIntake intake = free.poll();
        return intake == null ? maker.get() : intake;
    }

    void giveBack(PageIntake intake) {
        if (closed || free.size() >= MOST_WAITING) {
            intake.close();
        } else {
            free.push(intake);
        }
    }

    @Override
    public void close() {
        closed = true;
        free.forEach(PageIntake::close);
        free.clear();
    }
}
