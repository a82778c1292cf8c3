package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.LaunchSource;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.event.LaunchEnd;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The ports in memory. It lists in order what was done through them, and fails on request. */
public final class MemoryPorts implements PaceClocks, Attempts, Notices, TaskTags, Control, Executions {

    private static final Decider DECIDER = new Decider(new Classifier(CatalogueYaml.builtIn()));

    private final List<String> done = new ArrayList<>();
    private final Map<AttemptId, RecordedAttempt> records = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();
    private String failing = "nothing";
    private String described = "";
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private String describedError;
    private String describedCause;
    private boolean taskExists;
    private Optional<Duration> nextSlot = Optional.of(Duration.ZERO);
    private String tagsUnknown;
    private int controlReads;
    private boolean denied;
    private Instant adoptSince = Instant.EPOCH;
    private Instant launchesReadUntil;
    private List<Pause> pauses = List.of();
    private final MemoryRunJobs runJobs = new MemoryRunJobs(this::doing);
    private LaunchLearning learning = new LaunchLearning(List.of(new FirstLaunches(this)), true);
    private Instant now = Instant.parse("2026-01-31T13:00:00Z");

    /** Stopped tasks with these ports. */
    public StoppedTasks useCase(String policy) {
        return new StoppedTasks(endedAttempts(policy), TaskEvent.OURS);
    }

    /** The path of every attempt with these ports. */
    public EndedAttempts endedAttempts(String policy) {
        return endedAttempts(TestPolicies.read(policy));
    }

    /** The same with policies that were read already. */
    public EndedAttempts endedAttempts(PolicySet policies) {
        return endedAttempts(policies, this);
    }

    /** The same with other attempts. */
    public EndedAttempts endedAttempts(PolicySet policies, Attempts attempts) {
        return new EndedAttempts(
                new PolicySelector(policies, PolicyFile.builtIn(), DECIDER),
                DECIDER,
                this,
                this,
                learning,
                this,
                attempts,
                this,
                this,
                runJobs,
                () -> now);
    }

    /** The run-job executions that wait. */
    public MemoryRunJobs runJobs() {
        return runJobs;
    }

    /** Launches are learned from these sources. */
    void learnsFrom(LaunchLearning sources) {
        learning = sources;
    }

    /** Failed launches with these ports. */
    public FailedLaunches failedLaunches(String policy) {
        return new FailedLaunches(endedAttempts(policy), this, new MemoryCluster(this), () -> now);
    }

    /** The input of the execution of that name. */
    public String inputOf(String launchName) {
        return inputs.get(launchName);
    }

    /** The request of the execution of that name. */
    public RunTaskRequest requestOf(String launchName) {
        return ExecutionJson.request(inputOf(launchName));
    }

    /** What DescribeExecution tells of any execution's input. */
    public void describe(String input) {
        described = input;
    }

    /** The execution of that name has become this. */
    public void execution(String launchName, Execution execution) {
        executions.put(launchName, execution);
    }

    /** And of its end. */
    public void describe(String input, String error, String cause) {
        described = input;
        describedError = error;
        describedCause = cause;
    }

    /** Whether ECS has a task of any attempt. */
    public void taskExists(boolean exists) {
        taskExists = exists;
    }

    /** This source may know how tasks were launched. */
    void launchSource(LaunchSource source) {
        learning = new LaunchLearning(List.of(source), true);
    }

    /** AWS denies every cluster. */
    void deny() {
        denied = true;
    }

    boolean taskExists() {
        if (denied) {
            throw new ClusterDeniedException(TaskEvent.CLUSTER_ARN, new IllegalStateException("denied"));
        }
        return taskExists;
    }

    /** The clock's time; an hour after the examples by default. */
    public void at(String time) {
        now = Instant.parse(time);
    }

    /** The calls so far, such as {@code launch 0123-2}. */
    public List<String> done() {
        return List.copyOf(done);
    }

    public List<RecordedAttempt> records() {
        return List.copyOf(records.values());
    }

    /** Empties the table. */
    public void forget() {
        records.clear();
    }

    /** The next thing that begins with this word fails, until another word is given. */
    public void fail(String word) {
        failing = word;
    }

    public void tag(String key, String value) {
        tags.put(key, value);
    }

    /** How far away the next free slot is; empty: further than a retry can wait. */
    public void nextSlot(Optional<Duration> distance) {
        nextSlot = distance;
    }

    @Override
    public Optional<Duration> reserve(Policy policy, Duration longest) {
        if (nextSlot.filter(Duration::isZero).isEmpty()) {
            doing("reserve a slot of " + policy.name() + " within " + longest.toSeconds() + " s");
        }
        return nextSlot;
    }

    @Override
    public JobHistory history(String jobId) {
        doing("history " + jobId);
        return new JobHistory(records.values().stream()
                .filter(record -> record.id().jobId().equals(jobId))
                .toList());
    }

    @Override
    public Optional<RecordedAttempt> record(RecordedAttempt attempt, JobHistory before) {
        doing("record " + attempt.id().launchName());
        return Optional.ofNullable(records.putIfAbsent(attempt.id(), attempt));
    }

    @Override
    public Optional<RecordedAttempt> supersede(RecordedAttempt attempt, RecordedAttempt lost, JobHistory before) {
        doing("supersede " + attempt.id().launchName());
        records.replace(attempt.id(), lost, attempt);
        return Optional.empty();
    }

    /** As {@link OpenAttempts#release} does it. */
    boolean release(AttemptId id, RunTaskRequest request, String source) {
        doing("release " + id.launchName() + " as " + source + " says");
        RecordedAttempt held = records.get(id);
        RecordedDecision.Retry retry = (RecordedDecision.Retry) held.decision();
        records.put(
                id,
                new RecordedAttempt(
                        id,
                        held.subject(),
                        held.times(),
                        held.stop(),
                        held.ruling(),
                        new RecordedDecision.Retry(
                                retry.delaySeconds(),
                                retry.notBefore(),
                                retry.notAfter(),
                                request,
                                source,
                                retry.pending(),
                                null,
                                retry.changes()),
                        held.event(),
                        held.receivedAt()));
        return retry.held() != null;
    }

    @Override
    public boolean takeNotice(AttemptId attempt) {
        doing("take notice " + attempt.launchName());
        return true;
    }

    @Override
    public void giveBackNotice(AttemptId attempt) {
        doing("give back notice " + attempt.launchName());
    }

    @Override
    public void markAnnounced(AttemptId attempt) {
        doing("mark " + attempt.launchName());
    }

    @Override
    public void start(RunTaskRequest request, LaunchName launch, Instant notBefore, Instant notAfter) {
        String name = launch.of(request.attempt());
        doing("launch " + name);
        inputs.put(name, ExecutionJson.input(request, notBefore, notAfter));
    }

    @Override
    public boolean announce(RecordedAttempt last, JobHistory before) {
        doing("announce " + last.id().launchName() + " after "
                + before.attempts().size());
        return true;
    }

    @Override
    public Answer of(StoppedTask task) {
        doing("tags of " + task.arn().taskId());
        return tagsUnknown == null ? new KnownTags(Map.copyOf(tags)) : new UnknownTags(tagsUnknown);
    }

    @Override
    public Optional<String> instanceId(String clusterArn, String containerInstanceArn) {
        doing("instance");
        return Optional.of("i-0123456789abcdef0");
    }

    /** The deployment adopts tasks since this time. */
    public void adoptSince(String time) {
        adoptSince = Instant.parse(time);
    }

    /** How often the control item was read, which is not in {@link #done()}. */
    int controlReads() {
        return controlReads;
    }

    /** ECS does not tell the tags. */
    public void tagsUnknown(String because) {
        tagsUnknown = because;
    }

    @Override
    public ControlItem read() {
        controlReads++;
        return new ControlItem(adoptSince, launchesReadUntil, pauses);
    }

    @Override
    public boolean changePauses(List<Pause> before, List<Pause> after) {
        pauses = List.copyOf(after);
        return true;
    }

    @Override
    public void launchesRead(Instant until) {
        doing("launches read until " + until);
        launchesReadUntil = until;
    }

    @Override
    public boolean ours(String stateMachineArn) {
        return stateMachineArn.equals(LaunchEvent.STATE_MACHINE_ARN);
    }

    @Override
    public LaunchEnd completed(LaunchEnd end) {
        doing("input of " + end.executionArn());
        return end.completed(described, describedError, describedCause);
    }

    @Override
    public Optional<Execution> find(AttemptId attempt, LaunchName name) {
        doing("find " + name.of(attempt));
        return Optional.ofNullable(executions.get(name.of(attempt)));
    }

    /** One that waits is aborted; another one stays as it is. */
    @Override
    public Execution stop(RunTaskRequest request, LaunchName launch, Instant at, String because) {
        String name = launch.of(request.attempt());
        doing("stop " + name);
        Execution execution = executions.get(name);
        if (execution == null || execution instanceof Execution.Running) {
            String input = execution == null
                    ? ExecutionJson.input(request, at.plus(Duration.ofHours(1)), Instant.EPOCH)
                    : inputOf(name);
            executions.put(
                    name,
                    new Execution.NotLaunched(
                            execution == null ? request : execution.request(),
                            new LaunchEnd(
                                    LaunchEvent.STATE_MACHINE_ARN.replace(":stateMachine:", ":execution:") + ":" + name,
                                    LaunchEvent.STATE_MACHINE_ARN,
                                    new LaunchFailure(LaunchFailure.ABORTED, because, null),
                                    at,
                                    input,
                                    EventRef.NONE)));
        }
        return executions.get(name);
    }

    /** Notes reruns in the record of an end. */
    public boolean rerun(AttemptId id, Reruns reruns) {
        doing("rerun " + id.launchName());
        RecordedDecision.End end = (RecordedDecision.End) records.get(id).decision();
        return replace(
                id,
                new RecordedDecision.End(
                        end.outcome(), end.announce(), end.announcedAt(), end.digest(), end.request(), reruns));
    }

    /** Changes a retry's record. */
    public boolean order(AttemptId id, String what, UnaryOperator<RecordedDecision.Retry> change) {
        doing(what + " " + id.launchName());
        return replace(id, change.apply((RecordedDecision.Retry) records.get(id).decision()));
    }

    private boolean replace(AttemptId id, RecordedDecision decision) {
        RecordedAttempt there = records.get(id);
        records.put(
                id,
                new RecordedAttempt(
                        id,
                        there.subject(),
                        there.times(),
                        there.stop(),
                        there.ruling(),
                        decision,
                        there.event(),
                        there.receivedAt()));
        return true;
    }

    private void doing(String what) {
        done.add(what);
        if (what.startsWith(failing)) {
            throw new IllegalStateException("cannot " + what);
        }
    }
}
