package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.LaunchSource;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ports in memory. It lists in order what was done through them, and fails on request. */
public final class MemoryPorts extends MemoryAttempts implements PaceClocks, Notices, TaskTags, Control {

    private static final Decider DECIDER = new Decider(new Classifier(CatalogueYaml.builtIn()));
    private final Map<String, String> tags = new LinkedHashMap<>();
    private boolean taskExists;
    private Optional<Duration> nextSlot = Optional.of(Duration.ZERO);
    private String tagsUnknown;
    private int controlReads;
    private @Nullable RuntimeException closed;
    private Instant adoptSince = Instant.EPOCH;
    private Instant launchesReadUntil;
    private List<Pause> pauses = List.of();
    private final MemoryReruns reruns = new MemoryReruns();
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

    /** The reruns whose first attempt is not on record. */
    public MemoryReruns reruns() {
        return reruns;
    }

    /** Launches are learned from these sources. */
    void learnsFrom(LaunchLearning sources) {
        learning = sources;
    }

    /** Failed launches with these ports. */
    public FailedLaunches failedLaunches(String policy) {
        return new FailedLaunches(endedAttempts(policy), this, new MemoryCluster(this), () -> now);
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
        closed = new ClusterDeniedException(TaskEvent.CLUSTER_ARN, new IllegalStateException("denied"));
    }

    /** Somebody has deleted every cluster. */
    void deleteClusters() {
        closed = new ClusterMissingException(TaskEvent.CLUSTER_ARN, new IllegalStateException("not found"));
    }

    boolean taskExists() {
        if (closed != null) {
            throw closed;
        }
        return taskExists;
    }

    /** The clock's time; an hour after the examples by default. */
    public void at(String time) {
        now = Instant.parse(time);
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
}
