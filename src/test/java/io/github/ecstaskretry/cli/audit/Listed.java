package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attempts as indexes hold them. Every attempt began ten minutes before it stopped, and every task ran for six. */
public final class Listed {

    public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    private Listed() {}

    /** An attempt that is followed by another, a minute after its stop. */
    public static ListedAttempt retried(String jobId, int number, Instant stoppedAt) {
        return attempt(jobId, number, true, stoppedAt, false, null);
    }

    /** The same under a policy that only observes. */
    static ListedAttempt observed(String jobId, Instant stoppedAt) {
        return attempt(jobId, 1, true, stoppedAt, true, null);
    }

    /** An attempt that ended its job. */
    public static ListedAttempt ended(String jobId, int number, Instant stoppedAt, Outcome outcome) {
        return attempt(jobId, number, true, stoppedAt, false, outcome);
    }

    /** A launch that started no task and ended the job. */
    static ListedAttempt notLaunched(String jobId, int number, Instant stoppedAt, Outcome outcome) {
        return attempt(jobId, number, false, stoppedAt, false, outcome);
    }

    private static ListedAttempt attempt(
            String jobId,
            int number,
            boolean launched,
            Instant stoppedAt,
            boolean observed,
            @Nullable Outcome outcome) {
        Instant createdAt = stoppedAt.minus(Duration.ofMinutes(10));
        TaskArn task = new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/" + jobId + "-" + number);
        return new ListedAttempt(
                new AttemptId(jobId, number),
                "prod",
                "etl",
                launched ? task : null,
                new TaskSize(512L, 1024L),
                number == 1 ? createdAt : null,
                createdAt,
                launched ? stoppedAt.minus(Duration.ofMinutes(6)) : null,
                stoppedAt,
                outcome == Outcome.SUCCEEDED ? "succeeded" : "exit-unknown",
                CauseKind.AMBIGUOUS,
                number == 1 ? List.of() : List.of("exit-unknown"),
                "patient",
                "(otherwise)",
                observed,
                outcome,
                outcome == null ? stoppedAt.plusSeconds(60) : null,
                null,
                null);
    }
}
