package io.quorumwatch.judge.raft;

import io.quorumwatch.bus.Concern;
import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.ClusterView;
import io.quorumwatch.judge.Findings;
import io.quorumwatch.judge.MemberView;
import io.quorumwatch.judge.Rules;
import io.quorumwatch.time.Instants;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Everything about the replicated log; one part for each kind of question. */
public final class RaftRules implements Rules {

    private final CommitLedger commits = new CommitLedger();
    private final List<Part> parts;

    public RaftRules(WatchPlan plan) {
        parts = List.of(
                new LagPart(plan, commits),
                new RewritePart(plan, commits),
                new DivergencePart(),
                new StandstillPart(plan, commits),
                new StoragePart(plan));
    }

    /** One kind of question about the log. Same contract as {@link Rules}, for readings of committee members only. */
    interface Part {

        void change(WatchPlan plan, Set<String> members);

        void read(ClusterView view, MemberView member, MemberReading reading);

        void assess(Instant now, ClusterView view, Findings findings);

        default Instant nextDeadline(Instant now) {
            return Instant.MAX;
        }
    }

    @Override
    public Concern concern() {
        return Concern.RAFT;
    }

    @Override
    public void change(WatchPlan plan, Set<String> members) {
        commits.keepOnly(members);
        parts.forEach(part -> part.change(plan, members));
    }

    @Override
    public void read(ClusterView view, MemberReading reading) {
        MemberView member = view.member(reading.member());
        if (member == null || !member.inCommittee()) {
            return;
        }
        commits.read(reading);
        for (Part part : parts) {
            part.read(view, member, reading);
        }
    }

    @Override
    public void assess(Instant now, ClusterView view, Findings findings) {
        for (Part part : parts) {
            part.assess(now, view, findings);
        }
    }

    @Override
    public Instant nextDeadline(Instant now) {
        Instant next = Instant.MAX;
        for (Part part : parts) {
            Instant deadline = part.nextDeadline(now);
            next = Instants.earlier(next, deadline);
        }
        return next;
    }
}
