package io.quorumwatch.judge.panel;

import io.quorumwatch.catalogue.WatchPlan;
import io.quorumwatch.judge.Rules;
import io.quorumwatch.judge.attestation.AttestationRules;
import io.quorumwatch.judge.bond.BondRules;
import io.quorumwatch.judge.discovery.DiscoveryRules;
import io.quorumwatch.judge.escalation.EscalationRules;
import io.quorumwatch.judge.leader.LeaderRules;
import io.quorumwatch.judge.member.MemberRules;
import io.quorumwatch.judge.raft.RaftRules;
import io.quorumwatch.judge.round.RoundRules;
import io.quorumwatch.judge.watcher.WatcherRules;
import java.util.List;
import java.util.function.Function;

/** The rules of every concern, in the order in which a replay asks them. */
public final class Concerns {

    private static final List<Function<WatchPlan, Rules>> ALL = List.of(
            LeaderRules::new,
            BondRules::new,
            RaftRules::new,
            RoundRules::new,
            MemberRules::new,
            DiscoveryRules::new,
            AttestationRules::new,
            EscalationRules::new,
            WatcherRules::new);

    private Concerns() {}

    /** Fresh rules of every concern of which the plan judges any condition. */
    public static List<Rules> of(WatchPlan plan) {
        return ALL.stream()
                .map(rules -> rules.apply(plan))
                .filter(rules -> plan.conditions().containsKey(rules.concern()))
                .toList();
    }
}
