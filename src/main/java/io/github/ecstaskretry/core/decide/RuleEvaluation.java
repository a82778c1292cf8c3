package io.github.ecstaskretry.core.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A policy or a rule, and the result of its evaluation.
 *
 * @param name of the policy or the rule
 * @param misses the declared keys that do not hold, such as {@code startedBy}; empty unless it missed
 */
public record RuleEvaluation(String name, Result result, List<String> misses) {

    /** The result of an evaluation. */
    public enum Result {
        /** Every declared condition holds. */
        MATCHED,
        /** A declared condition does not hold. */
        MISSED,
        /** It was not evaluated: an earlier one matched, or the decision needed no evaluation. */
        NOT_EVALUATED
    }

    public RuleEvaluation {
        misses = List.copyOf(misses);
    }

    /** Evaluates in order by the keys that do not hold; the first that misses nothing matches. */
    static <T> List<RuleEvaluation> inOrder(
            List<T> candidates, Function<T, String> name, Function<T, List<String>> misses) {
        List<RuleEvaluation> evaluations = new ArrayList<>();
        boolean matched = false;
        for (T candidate : candidates) {
            List<String> missed = matched ? List.of() : misses.apply(candidate);
            Result result = matched ? Result.NOT_EVALUATED : missed.isEmpty() ? Result.MATCHED : Result.MISSED;
            evaluations.add(new RuleEvaluation(name.apply(candidate), result, missed));
            matched |= result == Result.MATCHED;
        }
        return evaluations;
    }

    /** The evaluations of a decision that needed none of them. */
    public static <T> List<RuleEvaluation> none(List<T> candidates, Function<T, String> name) {
        return candidates.stream()
                .map(candidate -> new RuleEvaluation(name.apply(candidate), Result.NOT_EVALUATED, List.of()))
                .toList();
    }

    /** The candidate that matched, at the same place in its list as the evaluation */
    static <T> Optional<T> matched(List<RuleEvaluation> evaluations, List<T> candidates) {
        return IntStream.range(0, evaluations.size())
                .filter(index -> evaluations.get(index).result() == Result.MATCHED)
                .mapToObj(candidates::get)
                .findFirst();
    }
}
