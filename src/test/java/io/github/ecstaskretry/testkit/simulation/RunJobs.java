package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.testkit.simulation.RunJob.Drive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * The executions of run-job: two branches side by side, one that stores the task token and waits for an answer, one that launches
 * attempt 1. A caller may abort an execution at any moment, and redrive it.
 */
final class RunJobs {

    /** Of both states in {@code sam/run-job.asl.json}. */
    private static final int MOST_TRIES = 9;

    private static final int LONGEST_DELAY_SECONDS = 30;

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final Outages outages;
    private final Bus bus;
    private final Trace trace;
    private final Ecs ecs;
    private final StepFunctions stepFunctions;
    private final Table table;
    private final Variant variant;
    private final List<RunJob> all = new ArrayList<>();
    private final Map<String, Instant> abortsHeard = new HashMap<>();
    private int tokens;
    private int changes;

    RunJobs(
            Timeline timeline,
            Chance chance,
            Faults faults,
            Outages outages,
            Bus bus,
            Trace trace,
            Ecs ecs,
            StepFunctions stepFunctions,
            Table table,
            Variant variant) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
        this.outages = outages;
        this.bus = bus;
        this.trace = trace;
        this.ecs = ecs;
        this.stepFunctions = stepFunctions;
        this.table = table;
        this.variant = variant;
    }

    List<RunJob> all() {
        return all;
    }

    /** Counts up with everything that happens. */
    int changes() {
        return changes;
    }

    /** The first tasks of the jobs; something that stands for a task that there is not, or not yet. */
    Stream<SimulatedTask> firsts() {
        return all.stream()
                .map(execution ->
                        ecs.tasks(execution.job().id(), 1).stream().findFirst().orElse(execution.standIn()));
    }

    @Nullable RunJob execution(String arn) {
        return find(execution -> execution.arn().equals(arn)).orElse(null);
    }

    Optional<RunJob> of(String jobId) {
        return find(execution -> execution.job().id().equals(jobId));
    }

    private Optional<RunJob> find(Predicate<RunJob> wanted) {
        return all.stream().filter(wanted).findFirst();
    }

    /** When the function first said that nothing more is launched for a job whose caller has gone; null if it never did. */
    @Nullable Instant abortHeard(String jobId) {
        return abortsHeard.get(jobId);
    }

    void abortIsHeard(String jobId) {
        abortsHeard.putIfAbsent(jobId, timeline.now());
    }

    /** Somebody runs a job and waits for its end: mostly for as long as it takes. */
    void start(Job scripted) {
        Duration timeout = chance.in(0.85) ? Duration.ofDays(1) : chance.seconds(30, 1_800);
        RunJob execution = new RunJob(chance.id(), scripted, timeout, timeline.now());
        all.add(execution);
        ecs.expect(execution.job());
        trace.say(() -> "run-job for " + execution.job().id() + " begins");
        begin(execution);
        if (chance.in(0.25)) {
            timeline.after(chance.in(0.3) ? chance.millis(0, 500) : chance.seconds(1, 900), () -> abort(execution));
        }
    }

    /** A branch that has ended well is not run again. */
    private void begin(RunJob execution) {
        changes++;
        Drive drive = execution.drive();
        if (!execution.hasJob()) {
            timeline.after(chance.millis(5, 200), () -> store(execution, drive, 1));
        }
        if (!execution.hasLaunched()) {
            timeline.after(chance.millis(5, 200), () -> launch(execution, drive, 1));
        }
    }

    private void store(RunJob execution, Drive drive, int tries) {
        if (!drive.isRunning()) {
            return;
        }
        String token = "token-" + ++tokens;
        Fault fault = fault(Service.DYNAMODB, "PutItem");
        if ((fault == null || fault == Fault.ANSWER_LOST) && variant.storesTokens()) {
            table.put(execution.item(token));
        }
        if (fault == null) {
            drive.stored(token, timeline.now());
            timeline.after(execution.timeout(), () -> timeOut(execution, drive, token));
        } else {
            again(execution, drive, fault, tries, () -> store(execution, drive, tries + 1));
        }
    }

    private void launch(RunJob execution, Drive drive, int tries) {
        if (!drive.isRunning()) {
            return;
        }
        Fault fault = fault(Service.STEP_FUNCTIONS, "StartExecution");
        if (fault == null || fault == Fault.ANSWER_LOST) {
            stepFunctions.start(execution.launchName(), execution.launchInput());
        }
        if (fault == null) {
            execution.launched();
            endIfDone(execution);
        } else {
            again(execution, drive, fault, tries, () -> launch(execution, drive, tries + 1));
        }
    }

    private @Nullable Fault fault(Service service, String call) {
        return outages.cover(service)
                ? Fault.THROTTLED
                : faults.strike(Fault.OF_RUN_TASK, "run-job", call).orElse(null);
    }

    /** Full jitter, as both states have it. */
    private void again(RunJob execution, Drive drive, Fault fault, int tries, Runnable next) {
        if (fault == Fault.BROKEN || tries == MOST_TRIES) {
            end(execution, drive, "FAILED", fault == Fault.BROKEN ? "States.Runtime" : "States.TaskFailed");
        } else {
            double most = Math.min(LONGEST_DELAY_SECONDS, Math.pow(2, tries - 1));
            timeline.after(Duration.ofMillis(5 + Math.round(most * 1_000 * chance.unit())), next);
        }
    }

    private void timeOut(RunJob execution, Drive drive, String token) {
        if (drive.waitsWith(token)) {
            end(execution, drive, "FAILED", "States.Timeout");
        }
    }

    private void abort(RunJob execution) {
        if (execution.drive().isRunning()) {
            end(execution, execution.drive(), "ABORTED", null);
            bus.emit(execution.aborted(chance.id()));
        }
    }

    private void end(RunJob execution, Drive drive, String status, @Nullable String error) {
        changes++;
        trace.say(() -> "run-job for " + execution.job().id() + " " + status + " " + error);
        drive.end(status, error, timeline.now());
        if (!status.equals("SUCCEEDED") && chance.in(0.15)) {
            timeline.after(chance.in(0.5) ? chance.seconds(1, 600) : chance.seconds(600, 200_000), () -> {
                trace.say(() -> "run-job for " + execution.job().id() + " is redriven");
                execution.redrive(timeline.now());
                begin(execution);
            });
        }
    }

    private void endIfDone(RunJob execution) {
        if (execution.hasJob() && execution.hasLaunched()) {
            end(execution, execution.drive(), "SUCCEEDED", null);
        }
    }

    /**
     * Ends the task that waits with this token.
     *
     * @param error null if it ends well
     */
    void answer(String token, @Nullable String error, String text) {
        RunJob execution = find(waiting -> waiting.drive().waitsWith(token)).orElseThrow(this::refused);
        trace.say(() -> "run-job for " + execution.job().id() + " is answered: " + error);
        execution.answered(new RunJob.Answered(timeline.now(), error, text));
        if (error == null) {
            endIfDone(execution);
        } else {
            end(execution, execution.drive(), "FAILED", error);
        }
    }

    /** AWS documents three refusals, and not when it gives which. */
    private RuntimeException refused() {
        return chance.oneOf(List.of(
                TaskTimedOutException.builder().message("Task Timed Out").build(),
                TaskDoesNotExistException.builder()
                        .message("Task does not exist")
                        .build(),
                InvalidTokenException.builder().message("Invalid Token").build()));
    }
}
