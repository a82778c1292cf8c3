package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.policy.Backoff.Jitter;
import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How one group of jobs is retried.
 *
 * @param name unique within the file
 * @param mode whether the function carries out its decisions
 * @param match the tasks that it adopts
 * @param container the container whose exit code decides success; null: all essential containers
 * @param attempts how many counted attempts a job has, including the first, 1 to 50
 * @param deadline from the first task's creation to the start of the last re-run; null: no limit
 * @param staleAfter how old the stop of a first attempt may be for the job to be retried, at least 1 s
 * @param backoff for rules without their own
 * @param pace of its re-runs; null: {@link Pace#SHARED}, on the clock that all such policies share
 * @param network for tasks in awsvpc mode; null: not declared
 * @param learn whether other parameters are learned from the task's caller
 * @param rules its own rules, then those of its presets; the first that takes a stop wins
 * @param otherwise what happens to stops with an ambiguous cause that no rule takes
 * @param announce the ends of a job that are sent to SNS
 * @param announceLimit how many notices are sent one by one in a period; null: all
 * @param metrics how its jobs are counted by family
 */
public record Policy(
        String name,
        Mode mode,
        Match match,
        @Nullable String container,
        int attempts,
        @Nullable Duration deadline,
        Duration staleAfter,
        Backoff backoff,
        @Nullable Pace pace,
        @Nullable Network network,
        LaunchParameters launch,
        Learn learn,
        List<Rule> rules,
        Otherwise otherwise,
        Set<Outcome> announce,
        @Nullable AnnounceLimit announceLimit,
        Metrics metrics) {

    /** The default of the announced ends. */
    public static final Set<Outcome> DEFAULT_ANNOUNCE =
            Set.of(Outcome.FAILED, Outcome.EXHAUSTED, Outcome.EXPIRED, Outcome.UNLAUNCHABLE, Outcome.RECOVERED);

    /** The default of {@code staleAfter}. */
    public static final Duration DEFAULT_STALE_AFTER = Duration.ofHours(24);

    public Policy {
        rules = List.copyOf(rules);
        announce = Set.copyOf(announce);
    }

    /** A policy that was removed from the file. Only its name is known. */
    public static Policy removed(String name) {
        return new Policy(
                name,
                Mode.ACT,
                Match.EVERYTHING,
                null,
                1,
                null,
                DEFAULT_STALE_AFTER,
                new Backoff(Duration.ZERO, 1, Duration.ZERO, Jitter.NONE),
                null,
                null,
                LaunchParameters.NOTHING,
                Learn.NEVER,
                List.of(),
                Otherwise.RETRY,
                DEFAULT_ANNOUNCE,
                AnnounceLimit.DEFAULT,
                Metrics.TOTAL);
    }

    /** The same policy in mode {@code act}. */
    public Policy acting() {
        return with(Mode.ACT, staleAfter);
    }

    /** The same policy with {@code staleAfter} limited to this. */
    public Policy staleAfterAtMost(Duration most) {
        return staleAfter.compareTo(most) <= 0 ? this : with(mode, most);
    }

    private Policy with(Mode newMode, Duration newStaleAfter) {
        return new Policy(
                name,
                newMode,
                match,
                container,
                attempts,
                deadline,
                newStaleAfter,
                backoff,
                pace,
                network,
                launch,
                learn,
                rules,
                otherwise,
                announce,
                announceLimit,
                metrics);
    }

    /** The changes that the rule of this name makes to the next launch; no changes if no rule has the name. */
    public LaunchChange change(String rule) {
        return rule(rule).map(Rule::change).orElse(LaunchChange.NONE);
    }

    /** Whether to announce the end of a job that ended by the rule of this name, or by no rule. */
    public boolean announces(Outcome outcome, String rule) {
        return rule(rule).map(Rule::announce).orElse(announce).contains(outcome);
    }

    private Optional<Rule> rule(String rule) {
        return rules.stream().filter(candidate -> candidate.name().equals(rule)).findFirst();
    }

    /** Whether a rule needs the task's tags, which task events do not contain. */
    public boolean rulesNeedTags() {
        return rules.stream().anyMatch(rule -> rule.when().needsTags());
    }

    /** What a policy does with a stop whose cause is ambiguous and that no rule matches. */
    public enum Otherwise {
        /** Try again if the task never reached RUNNING and no container ran to an end, because it did no work; otherwise give up. */
        RETRY_UNSTARTED,
        /** Try again, within the limits. */
        RETRY,
        /** Give up: the job ends FAILED. */
        FAIL
    }

    /** Where parameters of RunTask come from if neither the event nor the policy has them. */
    public enum Learn {
        /** From the job's previous attempt, or from the rule or the schedule that launched the task. */
        AUTO,
        /** From the job's previous attempt only. */
        NEVER
    }

    /** How the jobs of a policy are counted as CloudWatch metrics. */
    public enum Metrics {
        /** In the totals only. */
        TOTAL,
        /** Recovered and lost jobs by family, too; CloudWatch charges for each family. */
        FAMILY
    }

    /** Whether the function carries out a policy's decisions. */
    public enum Mode {
        /** It launches re-runs and sends notices. */
        ACT,
        /** It decides and records, but launches and announces nothing: to see what a policy would do. */
        OBSERVE
    }
}
