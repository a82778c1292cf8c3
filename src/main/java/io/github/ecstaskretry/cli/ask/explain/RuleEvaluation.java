package io.github.ecstaskretry.cli.ask.explain;

import java.util.List;

/**
 * A policy or a rule that was asked about a task, in order.
 *
 * @param name the policy's or the rule's
 * @param answer what it said
 * @param misses the declared keys that do not hold, such as {@code startedBy}; none unless it missed
 */
public record RuleEvaluation(String name, Answer answer, List<String> misses) {

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
    public RuleEvaluation {
        misses = List.copyOf(misses);
    }

    static RuleEvaluation took(String name) {
        return new RuleEvaluation(name, Answer.TOOK, List.of());
    }

    static RuleEvaluation missed(String name, List<String> misses) {
        return new RuleEvaluation(name, Answer.MISSED, misses);
    }

    static RuleEvaluation notAsked(String name) {
        return new RuleEvaluation(name, Answer.NOT_ASKED, List.of());
    }
}
