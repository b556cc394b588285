package io.quorumwatch.desk.incident;

import io.quorumwatch.bus.Incident;
import io.quorumwatch.desk.blindspot.BlindSpot;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the incidents are shown: one immutable picture, replaced as a whole; read in constant time from any thread. */
public final class IncidentBoard {

    /** So many resolved incidents are remembered, over all clusters. */
    static final int REMEMBERED = 100;

    private volatile Picture picture = new Picture(List.of(), List.of(), List.of());

    /**
     * All incidents at one time.
     *
     * @param open the open ones, the loudest first, then the oldest
     * @param recent those that were resolved, the newest first, at most {@value #REMEMBERED}
     * @param blindSpots what the members' logs leave in the dark
     */
    public record Picture(List<Incident> open, List<Incident> recent, List<BlindSpot> blindSpots) {

        public Picture {
            open = List.copyOf(open);
            recent = List.copyOf(recent);
            blindSpots = List.copyOf(blindSpots);
        }

        /** The incident of this id, open or resolved; null when there is none. */
        public @Nullable Incident find(String id) {
            return Stream.concat(open.stream(), recent.stream())
                    .filter(incident -> incident.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The present picture. */
    public Picture picture() {
        return picture;
    }

    void show(Picture newPicture) {
        picture = newPicture;
    }
}
