package io.github.ecstaskretry.testkit.storm;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.function.aws.DynamoPaceClocks;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.MemoryRunJobs;
import io.github.ecstaskretry.function.retry.PaceClocks;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A storm: Spot takes back thousands of tasks within a minute. A tenth of the scheduled tasks also lose their re-runs. All the while
 * the user launches two tasks a second.
 */
final class Storm {

    static final String RUN_TASK = "RunTask";
    static final String UPDATE_ITEM = "UpdateItem";
    static final String START_EXECUTION = "StartExecution";

    private static final int JOBS = 10_000;
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration RAN = Duration.ofMinutes(5);

    private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
    private final Random random = new Random(42);
    private final Figures figures = new Figures(START);
    private final RunTaskQuota quota;
    private final ThrottleRetrier retrier;
    private final EndedAttempts endedAttempts;
    private final StoppedTasks stoppedTasks;
    private Instant now = START;
    private long number;

    /**
     * A storm to come.
     *
     * @param paced whether retries wait for slots
     * @param quotaOpens from when on RunTask takes calls at all
     */
    Storm(PolicySet policies, boolean paced, ThrottleRetrier retrier, Duration quotaOpens) {
        this.retrier = retrier;
        this.quota = new RunTaskQuota(START.plus(quotaOpens));
        Decider decider = new Decider(new Classifier(CatalogueYaml.builtIn()));
        StormPorts ports = new StormPorts(this::start, outcome -> figures.ended(outcome, now));
        PaceClocks clocks = paced
                ? new DynamoPaceClocks(new PaceItems(() -> figures.call(UPDATE_ITEM, now)), "attempts", () -> now)
                : (policy, longest) -> Optional.of(Duration.ZERO);
        this.endedAttempts = new EndedAttempts(
                new PolicySelector(policies, decider),
                decider,
                ports,
                ports,
                new LaunchLearning(List.of()),
                clocks,
                ports,
                ports,
                ports,
                new MemoryRunJobs(),
                () -> now);
        this.stoppedTasks = new StoppedTasks(endedAttempts, TaskEvent.OURS);
    }

    private record Happening(Instant at, long number, Runnable action) implements Comparable<Happening> {

        @Override
        public int compareTo(Happening other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    Figures run() {
        for (int job = 0; job < JOBS; job++) {
            String jobId = "%032x".formatted(job + 1);
            TaskEvent first = TaskEvent.spotInterrupted().task(jobId);
            if (isScheduled(jobId)) {
                first.with(detail -> detail.put("startedBy", "events-rule/nightly"));
            }
            after(Duration.ofMillis(random.nextInt(60_000)), () -> stops(first));
        }
        after(Duration.ZERO, this::userLaunches);
        while (!happenings.isEmpty()) {
            Happening next = happenings.poll();
            now = next.at();
            next.action().run();
        }
        return figures;
    }

    /** Two in three; the others are ad hoc and have less patience. */
    private static boolean isScheduled(String jobId) {
        return Integer.parseInt(jobId.substring(24), 16) % 3 != 0;
    }

    private void userLaunches() {
        figures.usersCall(quota.allows(now));
        if (figures.jobs() < JOBS) {
            after(Duration.ofMillis(500), this::userLaunches);
        }
    }

    private void stops(TaskEvent event) {
        event.stoppedAt(Timestamps.format(now))
                .with(detail -> detail.put("createdAt", Timestamps.format(now.minus(RAN)))
                        .put("startedAt", Timestamps.format(now.minus(RAN))));
        StoppedTask task = event.task();
        after(Duration.ofMillis(200L + random.nextInt(2_000)), () -> stoppedTasks.handle(task));
    }

    /** Step Functions honours a time to the second. */
    private void start(RunTaskRequest request, Instant notBefore, @Nullable Instant notAfter) {
        figures.call(START_EXECUTION, now);
        Duration wait =
                Duration.ofSeconds(Math.ceilDiv(Duration.between(now, notBefore).toMillis(), 1_000L));
        after(wait.isNegative() ? Duration.ZERO : wait, () -> launch(request, notAfter, 1));
    }

    private void launch(RunTaskRequest request, @Nullable Instant notAfter, int call) {
        if (notAfter != null && now.isAfter(notAfter)) {
            fails(request, new LaunchFailure(LaunchFailure.TOO_LATE, "", null));
            return;
        }
        figures.call(RUN_TASK, now);
        if (quota.allows(now)) {
            after(Duration.ofSeconds(30L + random.nextInt(90)), () -> stops(rerun(request.attempt())));
        } else if (call <= retrier.attempts()) {
            after(retrier.delay(call, random.nextDouble()), () -> launch(request, notAfter, call + 1));
        } else {
            fails(
                    request,
                    new LaunchFailure("Ecs.EcsException", "Rate exceeded (Service: Ecs, Status Code: 400)", null));
        }
    }

    private void fails(RunTaskRequest request, LaunchFailure failure) {
        figures.launchFailed();
        FailedLaunch failed = request.failed(failure, now, EventRef.NONE);
        after(Duration.ofSeconds(2), () -> endedAttempts.handle(failed, request.attempt()));
    }

    private TaskEvent rerun(AttemptId attempt) {
        boolean again = attempt.number() == 2 && isScheduled(attempt.jobId()) && random.nextInt(10) == 0;
        TaskEvent ends = again ? TaskEvent.spotInterrupted() : TaskEvent.exited(0);
        return ends.asAttempt(attempt.jobId(), attempt.number(), "%031x%d".formatted(number, attempt.number() % 10));
    }

    private void after(Duration delay, Runnable action) {
        happenings.add(new Happening(now.plus(delay), number++, action));
    }
}
