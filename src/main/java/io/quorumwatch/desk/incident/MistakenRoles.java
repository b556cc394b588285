package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.MemberReading;
import io.quorumwatch.bus.Signal;
import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.desk.blindspot.BlindSpots;
import java.util.ArrayList;
import java.util.List;

/** Members that are configured without a vote and have one, as their pages say: learners that were promoted. Pure. */
final class MistakenRoles {

    private MistakenRoles() {}

    static List<BlindSpot> of(CaseFile file) {
        List<BlindSpot> spots = new ArrayList<>();
        for (MemberCase member : file.members()) {
            MemberReading page = member.page();
            if (!member.inCommittee() && page != null && page.signals().isFalse(Signal.LEARNER)) {
                spots.add(BlindSpots.hasAVote(file.plan().watched(), member.member()));
            }
        }
        return spots;
    }
}
