package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchRecord;
import io.github.ecstaskretry.core.plan.HeldLaunch;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Releases retries that are held until CloudTrail shows how their task was launched. A conditional update releases the retry first;
 * then its execution is started. A crash between the two leaves a retry whose start was lost, which reconciling finds.
 */
final class HeldRetries {

    /** How far RunTask's record may be from the task's creation. */
    private static final Duration AROUND = Duration.ofMinutes(2);

    private static final int MOST_PAGES = 20;

    private final EndedAttempts endedAttempts;
    private final OverdueRetries overdueRetries;
    private final Reconcile.Ports ports;
    private final PausedRetries pausedRetries;

    HeldRetries(
            EndedAttempts endedAttempts, OverdueRetries overdueRetries, Reconcile.Ports ports, InstantSource clock) {
        this.endedAttempts = endedAttempts;
        this.overdueRetries = overdueRetries;
        this.ports = ports;
        this.pausedRetries = new PausedRetries(
                endedAttempts, ports.attempts(), ports.openAttempts(), ports.launchValues(endedAttempts), clock);
    }

    /** Launches from the event history, by task ARN. A page has many tasks, so tasks that started close together share lookups. */
    private static final class LaunchAnswers {
        private final Map<String, LaunchRecord> found = new HashMap<>();
        private @Nullable String problem;
        private int pages;
    }

    /** Releases those whose launch is known by now, and ends those that have waited too long. */
    void checkAll(List<Open> retries, Control.ControlItem control, Round round) {
        List<OpenRetry> waiting = new ArrayList<>();
        round.each(
                Stage.HELD_RETRIES,
                retries,
                open -> open.attempt().launchName(),
                open -> OpenRetry.find(open, ports.attempts())
                        .filter(OpenRetry::isHeld)
                        .ifPresentOrElse(waiting::add, () -> overdueRetries.finishSetAside(open, round)));
        List<OpenRetry> unknown = waiting.stream()
                .filter(retry -> retry.held().reason() == Held.Reason.LAUNCH_UNKNOWN)
                .sorted(Comparator.comparing(HeldRetries::created))
                .toList();
        LaunchAnswers answers = new LaunchAnswers();
        for (int i = 0; i < unknown.size(); ) {
            int end = neighbours(unknown, i);
            ask(unknown.subList(i, end), answers, round);
            i = end;
        }
        // A hold can also end while CloudTrail throttles.
        waiting.stream()
                .takeWhile(retry -> round.hasTime(Stage.HELD_RETRIES))
                .forEach(retry -> round.guarded(
                        Stage.HELD_RETRIES,
                        retry.open().attempt().launchName(),
                        () -> check(retry, answers, control, round)));
    }

    private static String taskArn(OpenRetry retry) {
        return Objects.requireNonNull(retry.recorded().subject().taskArn()).value();
    }

    private static Instant created(OpenRetry retry) {
        return retry.recorded().times().createdOrStoppedAt();
    }

    /** The end of the tasks whose periods overlap. */
    private static int neighbours(List<OpenRetry> waiting, int begin) {
        int end = begin + 1;
        while (end < waiting.size()
                && !created(waiting.get(end))
                        .isAfter(created(waiting.get(end - 1)).plus(AROUND.multipliedBy(2)))) {
            end++;
        }
        return end;
    }

    private void ask(List<OpenRetry> waiting, LaunchAnswers answers, Round round) {
        long missing = waiting.size();
        try {
            for (List<LaunchRecord> page : ports.launchRecords()
                    .between(
                            created(waiting.getFirst()).minus(AROUND),
                            created(waiting.getLast()).plus(AROUND))) {
                page.forEach(record -> record.taskArns().forEach(arn -> answers.found.put(arn, record)));
                missing = waiting.stream()
                        .filter(retry -> !answers.found.containsKey(taskArn(retry)))
                        .count();
                if (missing == 0) {
                    return;
                }
                if (++answers.pages >= MOST_PAGES || !round.goesOn(Stage.HELD_RETRIES)) {
                    answers.problem = "There were more records than this deployment reads at a time.";
                    return;
                }
            }
        } catch (LaunchRecords.DeniedException denied) {
            round.skip(denied);
            answers.problem = denied.getMessage() + ".";
        } catch (RuntimeException failed) {
            round.note(Stage.HELD_RETRIES, "LookupEvents", failed);
            answers.problem = "CloudTrail could not be asked.";
        }
    }

    private void check(OpenRetry waiting, LaunchAnswers answers, Control.ControlItem control, Round round) {
        round.look(Stage.HELD_RETRIES);
        Instant notAfter = waiting.retry().notAfter();
        if (notAfter != null && round.begin().isAfter(notAfter)) {
            end(waiting, LaunchFailure.TOO_LATE, "The retry was held until the job's deadline.", notAfter, round);
            return;
        }
        boolean paused = PausedRetries.isPaused(waiting.recorded(), control, round.begin());
        if (waiting.held().reason() == Held.Reason.LAUNCH_UNKNOWN) {
            checkLaunch(waiting, answers, paused, round);
        } else if (!paused && pausedRetries.release(waiting, null, round::skip)) {
            round.found(Finding.PAUSED_RETRY, waiting.held().since());
        }
    }

    /** A pause holds the retry even if its launch is known by now. The launch is kept, because CloudTrail may not answer later. */
    private void checkLaunch(OpenRetry waiting, LaunchAnswers answers, boolean paused, Round round) {
        LaunchRecord record = answers.found.get(taskArn(waiting));
        RunTaskRequest known = record == null ? null : record.request();
        if (known != null) {
            release(waiting, known, paused, round);
        } else if (round.begin().isAfter(waiting.held().since().plus(HeldLaunch.LONGEST))) {
            String tried = record != null
                    ? "CloudTrail's record of the launch does not have its parameters."
                    : "CloudTrail's event history did not have the launch within " + HeldLaunch.LONGEST.toMinutes()
                            + " minutes." + (answers.problem == null ? "" : " " + answers.problem);
            end(
                    waiting,
                    LaunchFailure.LAUNCH_UNKNOWN,
                    tried + " " + HeldLaunch.advice(policy(waiting)),
                    round.begin(),
                    round);
        }
    }

    private Policy policy(OpenRetry waiting) {
        return endedAttempts.policy(waiting.recorded().ruling().policy());
    }

    private void release(OpenRetry waiting, RunTaskRequest known, boolean paused, Round round) {
        RunTaskRequest request = HeldLaunch.complete(
                waiting.retry().launch(),
                policy(waiting),
                waiting.recorded().ruling().rule(),
                known);
        if (paused) {
            ports.openAttempts().leaveToPause(waiting.open().attempt(), request, LaunchRecord.SOURCE);
        } else if (ports.openAttempts().release(waiting.open().attempt(), request, LaunchRecord.SOURCE)) {
            round.found(Finding.HELD_RETRY, waiting.held().since());
            overdueRetries.startReleased(waiting.open(), round);
        }
    }

    private void end(OpenRetry waiting, String error, String text, Instant at, Round round) {
        LaunchFailure failure = new LaunchFailure(error, text, null);
        FailedLaunch launch = waiting.retry().launch().failed(failure, at, EventRef.NONE);
        round.found(Finding.UNKNOWN_LAUNCH, waiting.held().since(), endedAttempts.handle(launch, waiting.next()));
    }
}
