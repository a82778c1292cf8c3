package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.policy.Match.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of a deployment, in order. The first policy that matches a task adopts it; a task that no policy matches is ignored.
 *
 * @param policies in the order of the file
 */
public record PolicySet(List<Policy> policies) {

    /** Copies the list. */
    public PolicySet {
        policies = List.copyOf(policies);
    }

    /** The policy that adopts a task whose tags are known. */
    public Optional<Policy> adopting(Candidate task, Map<String, String> tags) {
        return policies.stream()
                .filter(policy -> policy.match().matchesWithoutTags(task)
                        && policy.match().matchesTags(tags))
                .findFirst();
    }

    /** The policy that may adopt a task whose tags are unknown: the first whose other conditions match. */
    public Optional<Policy> adoptingWithoutTags(Candidate task) {
        return policies.stream()
                .filter(policy -> policy.match().matchesWithoutTags(task))
                .findFirst();
    }
}
