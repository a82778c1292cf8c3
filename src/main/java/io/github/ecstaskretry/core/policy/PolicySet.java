package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.policy.Match.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of a deployment, in order: the first that matches a task adopts it; a task that none matches is ignored.
 *
 * @param policies in the file's order
 */
public record PolicySet(List<Policy> policies) {

    /** Keeps a copy. */
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

    /** The policy that may adopt a task whose tags are not known: the first whose other conditions fit. */
    public Optional<Policy> adoptingWithoutTags(Candidate task) {
        return policies.stream()
                .filter(policy -> policy.match().matchesWithoutTags(task))
                .findFirst();
    }
}
