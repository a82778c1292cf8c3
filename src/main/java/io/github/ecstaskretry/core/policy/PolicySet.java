package io.github.ecstaskretry.core.policy;

import java.time.Duration;
import java.util.List;

/** The policies of a file, in order. The first policy that matches a task adopts it; a task that no policy matches is ignored. */
public record PolicySet(List<Policy> policies) {

    public PolicySet {
        policies = List.copyOf(policies);
    }

    /** The same policies with {@code staleAfter} limited to the table's retention. */
    public PolicySet staleAfterAtMost(Duration most) {
        return new PolicySet(
                policies.stream().map(policy -> policy.staleAfterAtMost(most)).toList());
    }
}
