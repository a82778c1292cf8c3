package io.github.ecstaskretry.cli.audit.report;

import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.JobTimeline;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
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
import java.util.Arrays;
import java.util.List;

/** Jobs as the index of families shows them, from noon on. */
public final class ReportJobs {

    public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
    static final Ruling UNKNOWN_EXIT = new Ruling("exit-unknown", CauseKind.AMBIGUOUS, "patient", "(otherwise)", false);
    static final Ruling SUCCESS = new Ruling("succeeded", CauseKind.SUCCESS, "patient", "(success)", false);

    private ReportJobs() {}

    /** An attempt of job {@code j}, so long after noon and so long; another one is to follow a minute after it. */
    public static ListedAttempt retried(int number, Duration begins, Duration lasts) {
        Instant stop = NOON.plus(begins).plus(lasts);
        return attempt("etl", number, stop, lasts, UNKNOWN_EXIT, new Next.Retry(stop.plusSeconds(60), null));
    }

    /** An attempt that ended the job. */
    public static ListedAttempt succeeded(int number, Duration begins, Duration lasts) {
        Instant stop = NOON.plus(begins).plus(lasts);
        return attempt("etl", number, stop, lasts, SUCCESS, new Next.Ended(Outcome.SUCCEEDED));
    }

    /** A lost job's only attempt, with names of one's own. */
    static ListedAttempt lost(String family, Ruling ruling) {
        return attempt(family, 1, NOON, Duration.ofMinutes(10), ruling, new Next.Ended(Outcome.FAILED));
    }

    private static ListedAttempt attempt(
            String family, int number, Instant stop, Duration lasts, Ruling ruling, Next next) {
        return new ListedAttempt(
                new AttemptId("j", number),
                new Subject("prod", family, new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/t" + number)),
                new Times(NOON, stop.minus(lasts), null, stop),
                ruling,
                next);
    }

    static JobTimeline timeline(Instant now, ListedAttempt... attempts) {
        List<ListedAttempt> inOrder = Arrays.asList(attempts);
        return new JobTimeline(Job.of(inOrder.getLast(), now), inOrder);
    }
}
