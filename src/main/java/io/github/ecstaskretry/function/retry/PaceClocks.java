package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.policy.Policy;
import java.time.Duration;
import java.util.Optional;

/** Port: the clocks that space the launches of policies. */
public interface PaceClocks {

    /**
     * Reserves the next free slot of a policy's clock. An unused slot only leaves a gap between launches.
     *
     * @param longest no slot that is further away is reserved
     * @return how far away the slot is; empty if it is further away than {@code longest}
     * @throws RuntimeException of the adapter, if AWS fails or others keep changing the clock
     */
    Optional<Duration> reserve(Policy policy, Duration longest);
}
