package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.util.List;
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
 * @param backoff for rules without their own
 * @param pace of its re-runs; null: {@link Pace#SHARED}, on the clock that all such policies share
 * @param network for tasks in awsvpc mode; null: not declared
 * @param launch other parameters of RunTask
 * @param rules its own rules, then those of its presets; the first that takes a stop wins
 * @param otherwise what happens to stops with an ambiguous cause that no rule takes
 * @param announce the ends of a job that are sent to SNS
 */
public record Policy(
        String name,
        Mode mode,
        Match match,
        @Nullable String container,
        int attempts,
        @Nullable Duration deadline,
        Backoff backoff,
        @Nullable Pace pace,
        @Nullable Network network,
        LaunchParameters launch,
        List<Rule> rules,
        Otherwise otherwise,
        Set<Outcome> announce) {

    public Policy {
        rules = List.copyOf(rules);
        announce = Set.copyOf(announce);
    }

    /** Whether a rule needs the task's tags, which task events do not contain. */
    public boolean rulesNeedTags() {
        return rules.stream().anyMatch(rule -> rule.when().needsTags());
    }

    /** What a policy does with a stop whose cause is ambiguous and that no rule takes. */
    public enum Otherwise {
        /** Try again if the task never reached RUNNING, because then it did no work; else give up. */
        RETRY_UNSTARTED,
        /** Try again, within the limits. */
        RETRY,
        /** Give up: the job ends FAILED. */
        FAIL
    }

    /** Whether the function carries out a policy's decisions. */
    public enum Mode {
        /** It launches re-runs and sends notices. */
        ACT,
        /** It decides and records, but launches and announces nothing: to see what a policy would do. */
        OBSERVE
    }
}
