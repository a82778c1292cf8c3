package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: the state of the whole deployment, in one item of the table. Reads may be repeated. It throws if AWS fails. */
public interface Control {

    /**
     * The content of the item.
     *
     * @param adoptSince tasks that stopped before this time do not belong to this deployment
     * @param launchesReadUntil up to when CloudTrail's records of failed launches have been read; null if never
     * @param pauses includes those whose time is over
     */
    record ControlItem(Instant adoptSince, @Nullable Instant launchesReadUntil, List<Pause> pauses) {

        /** The pause that holds such a retry back; empty if none does. */
        public Optional<Pause> pause(String policy, String cluster, String family, Instant now) {
            Set<String> scopes = Pause.scopes(policy, cluster, family);
            return pauses.stream()
                    .filter(pause -> scopes.contains(pause.scope()) && pause.inForce(now))
                    .findFirst();
        }
    }

    /** Reads the item. The first call of a deployment writes it. */
    ControlItem read();

    /**
     * Replaces the pauses.
     *
     * @param before as they were read
     * @return false if somebody else has changed them in the meantime
     */
    boolean changePauses(List<Pause> before, List<Pause> after);

    /** Notes up to when the records have been read; an earlier time changes nothing. */
    void launchesRead(Instant until);
}
