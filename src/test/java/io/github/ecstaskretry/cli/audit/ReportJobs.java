package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs as the index by-family holds them, from noon on. */
public final class ReportJobs {

    public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    private ReportJobs() {}

    /** An attempt of job {@code j} that begins and lasts this long after noon. Another one follows a minute after it. */
    public static ListedAttempt retried(int number, Duration begins, Duration lasts) {
        return attempt("etl", number, NOON.plus(begins).plus(lasts), lasts, "exit-unknown", CauseKind.AMBIGUOUS, null);
    }

    /** A launch that made no task, whose retry is held since noon. */
    public static ListedAttempt held() {
        ListedAttempt retried = retried(1, Duration.ZERO, Duration.ZERO);
        return new ListedAttempt(
                retried.id(),
                retried.cluster(),
                retried.family(),
                null,
                TaskSize.UNKNOWN,
                NOON,
                null,
                null,
                NOON,
                "no-capacity",
                CauseKind.TRANSIENT,
                List.of("gpu"),
                retried.policy(),
                retried.rule(),
                false,
                null,
                retried.nextDue(),
                new Held(Held.Reason.LAUNCH_UNKNOWN, NOON),
                "RESOURCE:MEMORY");
    }

    /** An attempt that ended the job with success. */
    public static ListedAttempt succeeded(int number, Duration begins, Duration lasts) {
        return attempt(
                "etl", number, NOON.plus(begins).plus(lasts), lasts, "succeeded", CauseKind.SUCCESS, Outcome.SUCCEEDED);
    }

    /** The only attempt of a lost job. */
    static ListedAttempt lost(String family, String cause, CauseKind kind) {
        return attempt(family, 1, NOON, Duration.ofMinutes(10), cause, kind, Outcome.FAILED);
    }

    private static ListedAttempt attempt(
            String family,
            int number,
            Instant stop,
            Duration lasts,
            String cause,
            CauseKind kind,
            @Nullable Outcome outcome) {
        return new ListedAttempt(
                new AttemptId("j", number),
                "prod",
                family,
                new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/t" + number),
                new TaskSize(512L, 1024L),
                NOON,
                stop.minus(lasts),
                null,
                stop,
                cause,
                kind,
                number == 1 ? List.of() : List.of("exit-unknown"),
                "patient",
                "(otherwise)",
                false,
                outcome,
                outcome == null ? stop.plusSeconds(60) : null,
                null,
                null);
    }

    static Job.Timeline timeline(Instant now, ListedAttempt... attempts) {
        List<ListedAttempt> inOrder = Arrays.asList(attempts);
        return new Job.Timeline(Job.of(inOrder.getLast(), now), inOrder);
    }
}
