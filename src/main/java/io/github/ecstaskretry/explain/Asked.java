package io.github.ecstaskretry.explain;

import java.util.List;

/**
 * A policy or a rule that was asked about a task, in order.
 *
 * @param name the policy's or the rule's
 * @param answer what it said
 * @param misses the declared keys that do not hold, such as {@code startedBy}; none unless it missed
 */
public record Asked(String name, Answer answer, List<String> misses) {

    /** What a policy or a rule says to a task. */
    public enum Answer {
        /** It takes it. */
        TOOK,
        /** Something that it declares does not hold. */
        MISSED,
        /** One before it took it, or nothing had to be asked. */
        NOT_ASKED
    }

    /** Keeps a copy. */
    public Asked {
        misses = List.copyOf(misses);
    }

    static Asked took(String name) {
        return new Asked(name, Answer.TOOK, List.of());
    }

    static Asked missed(String name, List<String> misses) {
        return new Asked(name, Answer.MISSED, misses);
    }

    static Asked notAsked(String name) {
        return new Asked(name, Answer.NOT_ASKED, List.of());
    }
}
