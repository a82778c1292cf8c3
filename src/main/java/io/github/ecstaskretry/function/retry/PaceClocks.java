package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.policy.Policy;
import java.time.Duration;
import java.util.Optional;

/** Port: the clocks that space the launches of policies. */
public interface PaceClocks {

    /**
     * Reserves the next free slot of a policy's clock. A slot that nobody uses is a gap in the launches and nothing worse.
     *
     * @param longest slots that are further away are not reserved
     * @return how far away the slot is; empty if it is further away than {@code longest}
     * @throws RuntimeException of the adapter, if AWS fails or others change the clock all the time
     */
    Optional<Duration> reserve(Policy policy, Duration longest);
}
