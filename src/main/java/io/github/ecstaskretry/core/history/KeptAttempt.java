package io.github.ecstaskretry.core.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt with everything that the table keeps of it.
 *
 * @param recorded what happened and what was decided
 * @param jobCreatedAt when the job's first task was created; null where it was recorded by a version that did not tell
 * @param recordedAt when it was written
 * @param executionArn the execution that starts the next attempt; null where there is none
 * @param policyVersion of the policy file that decided; null where it was recorded by a version that did not tell
 */
public record KeptAttempt(
        RecordedAttempt recorded,
        @Nullable Instant jobCreatedAt,
        @Nullable Instant recordedAt,
        @Nullable String executionArn,
        @Nullable String policyVersion) {}
