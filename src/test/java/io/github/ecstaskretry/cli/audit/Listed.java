package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.ListedAttempt.Next;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Ruling;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Subject;
import io.github.ecstaskretry.cli.audit.ListedAttempt.Times;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import java.time.Duration;
import java.time.Instant;

/** Attempts as indexes show them; every one began ten minutes before it stopped. */
public final class Listed {

    public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    private Listed() {}

    /** An attempt that is followed by another one a minute after its stop. */
    public static ListedAttempt retried(String jobId, int number, Instant stoppedAt) {
        return attempt(
                jobId, number, stoppedAt, "exit-unknown", false, new Next.Retry(stoppedAt.plusSeconds(60), null));
    }

    /** The same under a policy that only observes. */
    static ListedAttempt observed(String jobId, Instant stoppedAt) {
        return attempt(jobId, 1, stoppedAt, "exit-unknown", true, new Next.Retry(stoppedAt.plusSeconds(60), null));
    }

    /** An attempt that ended its job. */
    public static ListedAttempt ended(String jobId, int number, Instant stoppedAt, Outcome outcome) {
        String cause = outcome == Outcome.SUCCEEDED ? "succeeded" : "exit-unknown";
        return attempt(jobId, number, stoppedAt, cause, false, new Next.Ended(outcome));
    }

    /** A launch that made no task and ended the job. */
    static ListedAttempt notLaunched(String jobId, int number, Instant stoppedAt, Outcome outcome) {
        ListedAttempt launched = ended(jobId, number, stoppedAt, outcome);
        return new ListedAttempt(
                launched.id(), new Subject("prod", "etl", null), launched.times(), launched.ruling(), launched.next());
    }

    private static TaskArn task(String jobId, int number) {
        return new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/" + jobId + "-" + number);
    }

    private static ListedAttempt attempt(
            String jobId, int number, Instant stoppedAt, String cause, boolean observed, Next next) {
        Instant createdAt = stoppedAt.minus(Duration.ofMinutes(10));
        return new ListedAttempt(
                new AttemptId(jobId, number),
                new Subject("prod", "etl", task(jobId, number)),
                new Times(number == 1 ? createdAt : null, createdAt, null, stoppedAt),
                new Ruling(cause, CauseKind.AMBIGUOUS, "patient", "(otherwise)", observed),
                next);
    }
}
