package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.task.Outcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do with some stops. A rule takes precedence over the kind that the failure catalogue gives a cause.
 *
 * @param name unique within its policy; recorded and shown in notices
 * @param preset the preset that it comes from; null: the policy's own rule
 * @param when the stops that it matches
 * @param attempts how many attempts of a job may end by this rule, from 1; null: only the policy's limit applies
 * @param backoff null: the policy's
 * @param counted whether attempts that end by this rule use up the policy's {@code attempts}
 * @param change the changes to the next attempt's launch
 * @param announce the ends that are sent to SNS of jobs that end by this rule; null: the policy's
 */
public record Rule(
        String name,
        @Nullable String preset,
        Condition when,
        Action then,
        @Nullable Integer attempts,
        @Nullable Backoff backoff,
        boolean counted,
        LaunchChange change,
        @Nullable Set<Outcome> announce) {

    /** The same rule as part of a preset, whose name becomes part of the rule's. */
    public Rule of(String presetName) {
        return new Rule(presetName + "." + name, presetName, when, then, attempts, backoff, counted, change, announce);
    }

    /** What a rule does with the stops that it matches. */
    public enum Action {
        /** Try again, within the limits. */
        RETRY,
        /** Give up: the job ends FAILED. */
        FAIL,
        /** The job ends SUCCEEDED: for exit codes other than 0 that mean success. */
        SUCCEED;

        /** The outcomes of jobs that end by such a rule. */
        public Set<Outcome> outcomes() {
            return switch (this) {
                case RETRY ->
                    Set.of(Outcome.FAILED, Outcome.EXHAUSTED, Outcome.EXPIRED, Outcome.CANCELLED, Outcome.UNLAUNCHABLE);
                case FAIL -> Set.of(Outcome.FAILED);
                case SUCCEED -> Set.of(Outcome.SUCCEEDED, Outcome.RECOVERED);
            };
        }
    }
}
