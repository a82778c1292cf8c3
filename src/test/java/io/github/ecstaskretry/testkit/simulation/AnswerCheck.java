package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.testkit.simulation.RunJob.Answered;
import io.github.ecstaskretry.testkit.simulation.RunJob.Drive;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks run-job's executions: each gets the recorded end of its job as soon as the record and the token exist, and nothing more is
 * launched for an execution that its caller has aborted.
 */
final class AnswerCheck {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** A call of RunTask that has begun takes at most this long to have its effect. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(1);

    private final World world;
    private final Consumer<String> report;
    private final List<Invocation> rounds;

    AnswerCheck(World world, Consumer<String> report) {
        this.world = world;
        this.report = report;
        this.rounds = world.cleanRounds();
    }

    void check() {
        world.runJobs().all().forEach(this::check);
    }

    private void check(RunJob execution) {
        String job = execution.job().id();
        StoredItem end = end(job);
        for (Drive drive : execution.drives()) {
            require(!drive.isRunning(), job + "'s caller waits for ever");
            checkAnswer(job, drive, end);
            checkDelay(job, drive, end);
            if (drive.isAborted()) {
                checkAbort(execution, drive);
            }
        }
        require(!world.table().isWaiting(job), job + "'s caller is still to be answered at the end");
    }

    /** The last attempt if it ended the job, or if its retry is only observed; null if the job has not ended. */
    private @Nullable StoredItem end(String job) {
        List<StoredItem> attempts = world.table().items(job);
        return attempts.isEmpty() || !isEnd(new Recorded(attempts.getLast())) ? null : attempts.getLast();
    }

    private static boolean isEnd(Recorded record) {
        return record.isTerminal() || record.text("executionArn") == null;
    }

    private void checkAnswer(String job, Drive drive, @Nullable StoredItem end) {
        Answered answer = drive.answer();
        if (answer == null) {
            return;
        }
        List<String> outcomes = outcomes(job, answer.at());
        String told = answer.error() == null
                ? Json.read(answer.text()).path("outcome").asText()
                : answer.error();
        require(end != null, job + "'s caller is told " + told + ", and the job goes on");
        require(outcomes.contains(told), job + "'s caller is told " + told + ", not " + outcomes);
        require(
                (answer.error() == null) == told.equals("SUCCEEDED"),
                job + "'s caller is told " + told + " the wrong way");
        require(answer.text().contains(job), job + "'s caller is not told which job it was");
        require(!answer.text().contains(Job.SECRET), job + "'s caller is told a secret");
    }

    /** What the records said at that time: one, and another one if a loss was superseded. */
    private List<String> outcomes(String job, Instant moment) {
        List<String> outcomes = new ArrayList<>();
        for (StoredItem attempt : world.table().items(job)) {
            attempt.versions().stream()
                    .filter(version -> !version.since().isAfter(moment))
                    .map(version -> new Recorded(attempt.only(version)))
                    .filter(AnswerCheck::isEnd)
                    .forEach(record -> outcomes.add(outcome(record)));
        }
        return outcomes.stream().distinct().toList();
    }

    private static String outcome(Recorded record) {
        return record.isTerminal() ? String.valueOf(record.text("outcome")) : "FAILED";
    }

    /** Right after the record if nothing is broken; else in the first round that can, as for one that has come too late. */
    private void checkDelay(String job, Drive drive, @Nullable StoredItem end) {
        if (end == null || drive.storedAt() == null) {
            return;
        }
        Instant recorded = end.versions().getFirst().since();
        Instant since = recorded.isAfter(drive.storedAt()) ? recorded : drive.storedAt();
        Instant until = drive.end() == null ? Instant.MAX : drive.end();
        Instant done = drive.answer() == null ? null : drive.answer().at();
        require(
                !world.faults().none()
                        || since.equals(drive.storedAt())
                        || !since.plus(SOON).isBefore(until)
                        || (done != null && !done.isAfter(since.plus(SOON))),
                job + "'s caller is answered at " + done + ", due since " + since);
        rounds.stream()
                .filter(round -> round.begin().isAfter(since.plus(Excuses.GRACE)))
                .filter(round -> round.end().isBefore(until) && (done == null || done.isAfter(round.end())))
                .findFirst()
                .ifPresent(round -> report.accept("answers: " + job + "'s caller is answered at " + done
                        + ", due since " + since + ", and " + round + " went by"));
    }

    /** Until somebody redrives the execution. */
    private void checkAbort(RunJob execution, Drive drive) {
        String job = execution.job().id();
        Instant heard = heard(execution, drive);
        Instant again = execution.drives().stream()
                .map(Drive::begin)
                .filter(begin -> begin.isAfter(drive.end()))
                .findFirst()
                .orElse(Instant.MAX);
        world.ecs().tasks().stream()
                .filter(task -> task.launch().job().id().equals(job))
                .filter(task -> heard != null && task.createdAt().isAfter(heard.plus(IN_FLIGHT)))
                .filter(task -> task.createdAt().isBefore(again))
                .forEach(task -> report.accept("answers: " + job + " is launched at " + task.createdAt()
                        + ", though its caller had aborted it at " + drive.end()));
    }

    /** When the function must have known at the latest; null if nothing says. */
    private @Nullable Instant heard(RunJob execution, Drive drive) {
        Instant told = world.runJobs().abortHeard(execution.job().id());
        Instant heard = world.faults().none() ? drive.end().plusSeconds(30) : told;
        Instant seen = drive.storedAt() == null
                ? null
                : rounds.stream()
                        .filter(round -> round.begin().isAfter(drive.end().plus(Excuses.GRACE)))
                        .filter(round -> world.ecs().tasks(execution.job().id(), 1).stream()
                                .noneMatch(first -> runs(first, round)))
                        .findFirst()
                        .map(Invocation::end)
                        .orElse(null);
        return heard == null || (seen != null && seen.isBefore(heard)) ? seen : heard;
    }

    /** While the first task runs, no round asks for its caller. */
    private static boolean runs(SimulatedTask first, Invocation round) {
        return first.createdAt().isBefore(round.end())
                && (first.stoppedAt() == null || first.stoppedAt().isAfter(round.begin()));
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            report.accept("answers: " + otherwise);
        }
    }
}
