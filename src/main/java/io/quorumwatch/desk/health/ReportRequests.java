package io.quorumwatch.desk.health;

import io.quorumwatch.bus.Addresses;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;

/**
 * Answers requests for the present report.
 *
 * <p>The bus hands a request to only one of those who listen on its address, in turn, and most of them listen for reports and cannot
 * answer. So it is answered here, before it reaches whomever it was meant for; all else passes.
 */
final class ReportRequests implements Handler<DeliveryContext<Object>> {

    private final HealthSnapshot snapshot;

    ReportRequests(HealthSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public void handle(DeliveryContext<Object> delivery) {
        boolean asks = delivery.send() && delivery.message().replyAddress() != null;
        if (asks && Addresses.HEALTH.equals(delivery.message().address())) {
            delivery.message().reply(snapshot.report());
        } else {
            delivery.next();
        }
    }
}
