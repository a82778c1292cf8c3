package io.github.ecstaskretry.core.policy;

import org.jspecify.annotations.Nullable;

/**
 * What to do with some stops, before the built-in catalogue is asked.
 *
 * @param name unique within its policy; appears in the record and the notice
 * @param preset the preset that brought it; null: it is the policy's own
 * @param when which stops it takes
 * @param then what it does with them
 * @param attempts how many attempts of a job may end by this rule, from 1; null: only the policy's limit holds
 * @param backoff its own; null: the policy's
 * @param counted whether attempts that end by this rule use up the policy's {@code attempts}
 */
public record Rule(
        String name,
        @Nullable String preset,
        Condition when,
        Action then,
        @Nullable Integer attempts,
        @Nullable Backoff backoff,
        boolean counted) {

    /** The same rule, brought by a preset: its name says so. */
    public Rule of(String presetName) {
        return new Rule(presetName + "." + name, presetName, when, then, attempts, backoff, counted);
    }
}
