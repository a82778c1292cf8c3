package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.Adoption;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.learn.MissedLaunch;
import io.github.ecstaskretry.core.plan.HeldLaunch;
import io.github.ecstaskretry.core.plan.Holding;
import io.github.ecstaskretry.core.plan.Hosts;
import io.github.ecstaskretry.core.plan.LaunchPlanner;
import io.github.ecstaskretry.core.plan.Pacing;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Handles an attempt that ended: selects a policy, gathers, decides, learns how the task was launched if it is retried, plans, records,
 * acts.
 *
 * <p>Nothing is done before it is recorded. A repeated event finds the record and carries it out; it never decides again. Failures are
 * thrown, so that Lambda tries the event again and finally keeps it in the dead-letter queue.
 */
public final class EndedAttempts {

    private static final LaunchPlanner PLANNER = new LaunchPlanner(LaunchRequestJson::length);

    private final PolicySelector selector;
    private final Gathering gathering;
    private final Decider decider;
    private final TaskTags taskTags;
    private final LaunchLearning learning;
    private final PaceClocks paceClocks;
    private final Attempts attempts;
    private final Answers answers;
    private final Actions actions;
    private final InstantSource clock;

    public EndedAttempts(
            PolicySelector selector,
            Decider decider,
            TaskTags taskTags,
            Control control,
            LaunchLearning learning,
            PaceClocks paceClocks,
            Attempts attempts,
            Executions executions,
            Notices notices,
            RunJobs runJobs,
            InstantSource clock) {
        this.selector = selector;
        this.gathering = new Gathering(selector, decider, control);
        this.decider = decider;
        this.taskTags = taskTags;
        this.learning = learning;
        this.paceClocks = paceClocks;
        this.attempts = attempts;
        this.answers = new Answers(runJobs);
        this.actions = new Actions(attempts, executions, notices, answers);
        this.clock = clock;
    }

    /**
     * Handles one attempt. Idempotent.
     *
     * @throws RuntimeException of an adapter, if a call to AWS failed
     */
    public Handled handle(EndedAttempt ended, AttemptId attempt) {
        return handle(ended, attempt, taskTags);
    }

    /** The same with tags that are already known. */
    Handled handle(EndedAttempt ended, AttemptId attempt, TaskTags tags) {
        return handle(ended, attempt, known(attempt), tags);
    }

    /** Handles a launch that made no task. Ignores the end of an execution that the record does not name, or no longer names. */
    Handled handle(FailedLaunch launch, LaunchName execution) {
        JobHistory known = known(launch.attempt());
        return known.launchName(launch.attempt()) == execution
                ? handle(launch, launch.attempt(), known, taskTags)
                : new Handled.Ignored("another execution launches the attempt");
    }

    private JobHistory known(AttemptId attempt) {
        return attempt.isFirst() ? JobHistory.NONE : attempts.history(attempt.jobId());
    }

    private Handled handle(EndedAttempt ended, AttemptId attempt, JobHistory known, TaskTags tags) {
        Optional<RecordedAttempt> earlier = known.attempt(attempt.number());
        JobHistory history = known.before(attempt.number());
        if (earlier.isPresent() && !earlier.get().isSupersededBy(ended)) {
            return replay(earlier.get(), ended, history);
        }
        JobHistory original = history.attempts().isEmpty()
                ? attempt.rerunOf().map(attempts::history).orElse(JobHistory.NONE)
                : JobHistory.NONE;
        boolean rerun = !original.attempts().isEmpty();
        return gathering
                .gather(
                        rerun ? Adoption.asTheOriginal(ended, original) : ended,
                        attempt,
                        history,
                        rerun ? original : history,
                        tags,
                        now())
                .map(situation -> decideAndRecord(situation, earlier.orElse(null)))
                .orElseGet(() -> new Handled.Ignored("no policy matches it"));
    }

    /**
     * Decides.
     *
     * @param lost the attempt's record if it says that the attempt was lost; otherwise empty
     */
    private Handled decideAndRecord(Situation situation, @Nullable RecordedAttempt lost) {
        Verdict verdict = answers.unlessAborted(situation, decider.decide(situation));
        Learned learned = verdict.next() instanceof Verdict.RunAgain
                ? learning.learn(situation)
                : LaunchLearning.recorded(situation);
        return record(situation, verdict, learned, lost);
    }

    /** Handles a launch of a rule or a schedule that made no task, as attempt 1 of a job. Idempotent. */
    Handled handle(MissedLaunch missed) {
        FailedLaunch launch = missed.launch();
        return gathering
                .gather(launch, launch.attempt(), JobHistory.NONE, JobHistory.NONE, taskTags, now())
                .map(situation -> decideAndRecord(situation, missed))
                .orElseGet(() -> new Handled.Ignored("no policy matches it"));
    }

    private Handled decideAndRecord(Situation situation, MissedLaunch missed) {
        Verdict verdict = decider.decide(situation);
        if (!(verdict.next() instanceof Verdict.RunAgain)) {
            return record(situation, verdict, Learned.UNASKED, null);
        }
        MissedLaunch.Complete complete = learning.learn(situation, missed);
        return record(situation.of(complete.launch()), verdict, complete.learned(), null);
    }

    /** The overrides of a failed launch of another caller, with the values of its environment; empty if they are lost. */
    Optional<TaskOverrides> overridesOf(RecordedAttempt missed) {
        return learning.overrides(missed);
    }

    /** Reserves a slot of the pace of a recorded policy, as {@link PaceClocks#reserve} does. */
    Optional<Duration> reserve(String policy, Duration longest) {
        return paceClocks.reserve(policy(policy), longest);
    }

    /** How a recorded attempt was launched, according to its rule or schedule; empty if neither is known. */
    public Optional<RunTaskRequest> launched(RecordedAttempt recorded, RunTaskRequest kept) {
        return learning.launched(recorded, kept)
                .map(known -> HeldLaunch.complete(
                        recorded.missedLaunch() ? kept.with(known.overrides()) : kept,
                        policy(recorded.ruling().policy()),
                        recorded.ruling().rule(),
                        known));
    }

    /** The names of the policies that can hold a retry. */
    public List<String> policyNames() {
        return selector.names();
    }

    /** The current policy of that name; an empty one if it was removed. */
    Policy policy(String name) {
        return selector.policy(name).orElseGet(() -> Policy.removed(name));
    }

    private Handled record(Situation situation, Verdict verdict, Learned learned, @Nullable RecordedAttempt lost) {
        Plan plan =
                paced(situation, PLANNER.plan(Hosts.lookUp(situation, verdict, taskTags), verdict, learned), learned);
        RecordedAttempt decided = NewRecord.of(situation, plan, Holding.of(situation, plan, learned));
        RecordedAttempt record = lost == null ? decided : decided.superseding(lost, situation.receivedAt());
        Optional<RecordedAttempt> first = lost == null
                ? attempts.record(record, situation.history())
                : attempts.supersede(record, lost, situation.history());
        // The history of a first attempt is not read, and a loss may be recorded after the history was read.
        if (first.isPresent() && lost == null && first.get().isSupersededBy(situation.ended())) {
            return record(situation, verdict, learned, first.get());
        }
        if (first.isPresent()) {
            return replay(first.get(), situation.ended(), situation.history());
        }
        actions.carryOut(record, situation.ended().overrides(), situation.history(), true);
        return new Handled.Recorded(record);
    }

    /** Cut to the precision of a record, so that a replay sees the same time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Reserves a slot for the launch. A paused retry gets its slot at its release. */
    private Plan paced(Situation situation, Plan plan, Learned learned) {
        return plan instanceof Plan.Relaunch launch
                        && situation.policy().mode() == Mode.ACT
                        && (learned instanceof Learned.Later || Holding.pause(situation, plan) == null)
                ? Pacing.paced(
                        situation,
                        launch,
                        paceClocks.reserve(situation.policy(), Pacing.longest(situation, launch.retry())))
                : plan;
    }

    private Handled replay(RecordedAttempt recorded, EndedAttempt ended, JobHistory before) {
        carryOut(recorded, ended.overrides(), before);
        return new Handled.Replayed(recorded);
    }

    /**
     * Carries out the rest of a recorded decision. Idempotent.
     *
     * @param overrides of the attempt, for the values of its environment
     * @param before the recorded attempts before it
     * @throws IllegalStateException if the overrides lack a value that the recorded launch needs
     * @throws RuntimeException of an adapter, if a call to AWS failed
     */
    public void carryOut(RecordedAttempt recorded, TaskOverrides overrides, JobHistory before) {
        actions.carryOut(recorded, overrides, before, false);
    }
}
