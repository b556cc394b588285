package io.quorumwatch.source.scrape;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.ScrapeFailure;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the looks at one cluster go: counted, understood by the cluster's reader, and published as readings. */
record ReadingOutlet(LookReader reader, Consumer<MemberReading> publisher, ScrapeObserver observer) {

    private static final Logger logger = LoggerFactory.getLogger(ReadingOutlet.class);

    /** Passes a look on; returns what was published. */
    MemberReading pass(Look look, long bytes, Duration took) {
        MemberReading reading = read(look);
        observer.looked(look, bytes, took);
        publisher.accept(reading);
        return reading;
    }

    /** A fault of the reader costs this look alone: silence would be taken for the member's. */
    private MemberReading read(Look look) {
        ScrapeFailure failure = look.failure();
        try {
            return reader.read(look);
        } catch (RuntimeException fault) {
            logger.error("look_reading_faulty", fault);
            return MemberReading.failed(
                    look.watched(),
                    look.member().name(),
                    look.member().role(),
                    look.askedAt(),
                    look.answeredAt(),
                    failure == null ? ScrapeFailure.INTERNAL : failure,
                    look.error(),
                    look.extra());
        }
    }
}
