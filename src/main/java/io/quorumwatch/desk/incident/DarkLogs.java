package io.quorumwatch.desk.incident;

import io.quorumwatch.desk.blindspot.BlindSpot;
import io.quorumwatch.desk.blindspot.BlindSpots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the members' logs leave in the dark: those that are not followed, that were lost, and in which nothing known is written. */
final class DarkLogs {

    private DarkLogs() {}

    /** The blind spots, by member; none where the profile expects no rounds: such logs are not understood. */
    static List<BlindSpot> of(CaseFile file, Instant now) {
        if (!file.plan().terms().expectsRounds()) {
            return List.of();
        }
        String watched = file.plan().watched();
        List<BlindSpot> spots = new ArrayList<>();
        for (MemberCase member : file.committee()) {
            if (member.log().lostFor() != null) {
                spots.add(
                        BlindSpots.lostLog(watched, member.name(), member.log().lostFor()));
            } else if (!member.log().followed()) {
                spots.add(BlindSpots.noLog(watched, member.member()));
            } else if (member.log().isQuiet(now)) {
                spots.add(BlindSpots.quietLog(watched, member.name()));
            }
        }
        return spots;
    }
}
