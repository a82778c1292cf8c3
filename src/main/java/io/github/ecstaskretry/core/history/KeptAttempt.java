package io.github.ecstaskretry.core.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt with all its attributes in the table.
 *
 * @param recorded what happened and what was decided
 * @param jobCreatedAt when the job's first task was created; null if an older version recorded it
 * @param executionArn the execution that launches the next attempt; null if no execution does
 * @param policyVersion of the policy file that decided; null if an older version recorded it
 */
public record KeptAttempt(
        RecordedAttempt recorded,
        @Nullable Instant jobCreatedAt,
        @Nullable Instant recordedAt,
        @Nullable String executionArn,
        @Nullable String policyVersion) {}
