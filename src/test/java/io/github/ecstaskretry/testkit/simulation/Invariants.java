package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.core.task.AttemptId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The conditions that hold at the end of every run, checked on the world itself. */
final class Invariants {

    /** Attributes that change after an attempt was recorded; they do not say what happened. */
    private static final Set<String> BOOKKEEPING =
            Set.of("announcedAt", "noticeTakenAt", "digest", "pendingShard", "missingSince");

    /** Errors of an event that is tried again later, because it comes too early or another invocation is at work. */
    private static final Set<String> RIGHT_FAILURES =
            Set.of("LaunchInDoubtException", "NoticeTakenException", "TransactionCanceledException");

    private static final Set<String> FILLED_IN_ON_RELEASE =
            Set.of("heldFor", "heldSince", "launchRequest", "launchSource");

    /** Attributes that orders add to a retry or an end, or change. */
    private static final Set<String> ORDERED = Set.of(
            "cancelledBy",
            "cancelledAt",
            "cancelReason",
            "releasedBy",
            "releasedAt",
            "rerunAs",
            "rerunBy",
            "rerunAt",
            "executionArn");

    private final World world;
    private final List<String> violations = new ArrayList<>();

    private Invariants(World world) {
        this.world = world;
    }

    /** A sentence each. */
    static List<String> violated(World world) {
        Invariants invariants = new Invariants(world);
        invariants.check();
        world.jobs().forEach(job -> invariants.guarded(() -> JobCheck.check(world, job, invariants.violations::add)));
        Deployment.ALL.stream()
                .flatMap(deployment -> deployment.terms().stream())
                .filter(terms -> terms.pace > 0)
                .forEach(terms ->
                        invariants.guarded(() -> new PaceCheck(world, invariants.violations::add).check(terms)));
        invariants.guarded(() -> new AnswerCheck(world, invariants.violations::add).check());
        invariants.guarded(() -> new OperatorCheck(world, invariants.violations::add).check());
        invariants.guarded(() -> new Liveness(world, invariants.violations::add).check());
        return invariants.violations;
    }

    /** A record without a required attribute is a violation, too. */
    private void guarded(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException unreadable) {
            violations.add("the table cannot be read: " + unreadable);
        }
    }

    private void check() {
        Set<String> jobs = world.jobs().stream().map(SimulatedTask::jobId).collect(Collectors.toSet());
        jobs.addAll(world.table().reruns());
        jobs.forEach(this::checkJob);
        require(
                world.table().items().stream().allMatch(item -> jobs.contains(new Recorded(item).text("jobId"))),
                "an attempt of no job is recorded");
        violations.addAll(world.table().recordedAgain());
        world.stepFunctions()
                .executions()
                .forEach(execution -> require(!execution.isRunning(), execution.name() + " has not ended"));
        world.letters().left().forEach(letter -> violations.add("a dead letter fails for ever: " + letter));
        world.letters()
                .lost()
                .forEach(letter -> violations.add("a dead letter is gone, and nobody handled it: " + letter));
        world.lambda().abandoned().forEach(event -> violations.add("an event fails for ever: " + event));
        checkExecutionsAreRecordedRetries();
        world.invocations().stream()
                .filter(invocation -> !invocation.isStruck() && invocation.failure() != null)
                .filter(invocation -> RIGHT_FAILURES.stream().noneMatch(invocation.failure()::contains))
                .forEach(invocation ->
                        violations.add(invocation + " fails though nothing is wrong: " + invocation.failure()));
    }

    private void checkJob(String jobId) {
        List<Recorded> attempts =
                world.table().items(jobId).stream().map(Recorded::new).toList();
        if (attempts.isEmpty()) {
            return;
        }
        for (int index = 0; index < attempts.size(); index++) {
            checkAttempt(jobId, attempts.get(index), index + 1);
        }
        Recorded last = attempts.getLast();
        require(last.isTerminal() || last.text("executionArn") == null, jobId + " has not ended");
        require(
                attempts.subList(0, attempts.size() - 1).stream().noneMatch(Recorded::isTerminal),
                jobId + " goes on after its end");
        if (last.isTerminal()) {
            checkNotices(jobId, attempts);
        }
    }

    private void checkAttempt(String jobId, Recorded attempt, int expectedNumber) {
        AttemptId id = new AttemptId(jobId, expectedNumber);
        require(attempt.number() == expectedNumber, id.launchName() + " is missing");
        checkNeverChanged(id, attempt);
        checkWhatItSays(id, attempt);
        if (attempt.isRetry() && attempt.text("executionArn") != null) {
            AttemptId next = id.next();
            List<Execution> launches = launches(next);
            boolean neverStarted = attempt.wasCancelled()
                    || (attempt.wasHeld() && attempt.released() == null)
                    || world.table().items(jobId).stream()
                            .map(Recorded::new)
                            .anyMatch(lost ->
                                    lost.number() == next.number() && "launch-values-lost".equals(lost.text("cause")));
            require(
                    launches.size() == 1
                            || (launches.isEmpty() && neverStarted)
                            || (launches.size() == 2 && attempt.wasHurried()),
                    next.launchName() + " was asked for " + launches.size() + " times");
            require(
                    !attempt.attributes().containsKey("pendingShard"),
                    id.launchName() + " is still pending at the end");
        }
    }

    /** Invariant 4. */
    private void checkNeverChanged(AttemptId id, Recorded attempt) {
        List<Map<String, AttributeValue>> versions = attempt.stored().versions().stream()
                .map(version -> withoutBookkeeping(version.attributes(), attempt))
                .distinct()
                .toList();
        int most = attempt.text("supersededAt") == null ? 1 : 2;
        require(versions.size() == most, id.launchName() + " was changed in what it says happened");
    }

    private static Map<String, AttributeValue> withoutBookkeeping(
            Map<String, AttributeValue> attributes, Recorded attempt) {
        Map<String, AttributeValue> rest = new HashMap<>(attributes);
        rest.keySet().removeAll(BOOKKEEPING);
        rest.keySet().removeAll(ORDERED);
        if (attempt.wasHeld()) {
            rest.keySet().removeAll(FILLED_IN_ON_RELEASE);
        }
        if (rest.containsKey("outcome") || attempt.wasHurried() || attempt.wasHeld()) {
            rest.remove("notBefore");
        }
        return rest;
    }

    /** At most one task for each attempt, and the record is true: the task has stopped, or there is none. */
    private void checkWhatItSays(AttemptId id, Recorded attempt) {
        List<SimulatedTask> tasks = id.isFirst()
                        && id.rerunOf().isEmpty()
                        && world.runJobs().of(id.jobId()).isEmpty()
                ? world.jobs().stream()
                        .filter(job -> job.id().equals(id.jobId())
                                && !job.launch().job().missed())
                        .toList()
                : world.ecs().tasks(id.jobId(), id.number());
        require(tasks.size() <= 1, id.launchName() + " has " + tasks.size() + " tasks");
        if (attempt.isLaunchFailure()) {
            require(
                    tasks.stream()
                            .allMatch(task ->
                                    Excuses.isForgotten(task, attempt) || Excuses.isUnverified(world, task, attempt)),
                    id.launchName() + " is recorded as a failed launch and has a task");
        } else {
            require(
                    tasks.stream().anyMatch(task -> task.arn().equals(attempt.text("taskArn"))),
                    id.launchName() + " is recorded with another task than it had");
        }
    }

    /** Each end is announced once. A notice counts as sent cleanly if its sender has also marked it. */
    private void checkNotices(String jobId, List<Recorded> attempts) {
        Recorded last = attempts.getLast();
        Set<String> tooEarly = attempts.subList(0, attempts.size() - 1).stream()
                .filter(Recorded::isSuperseded)
                .map(attempt -> jobId + "-" + attempt.number())
                .collect(Collectors.toSet());
        boolean superseded = last.text("supersededAt") != null;
        List<Topic.Notice> notices = world.topic().notices(jobId).stream()
                .filter(notice -> !tooEarly.contains(notice.deduplicationId()))
                .filter(notice -> notice.isDigest()
                        ? notice.deduplicationId().equals("digest/" + last.text("digest"))
                        : notice.deduplicationId().endsWith("-superseded") == superseded)
                .toList();
        require(notices.stream().allMatch(Topic.Notice::recorded), jobId + " was announced before it was recorded");
        require(
                notices.stream().allMatch(notice -> notice.outcome().equals(last.text("outcome"))),
                jobId + " was announced with another outcome than it has");
        require(
                notices.stream().map(Topic.Notice::deduplicationId).distinct().count() <= 1,
                jobId + " was announced with several deduplication ids");
        require(last.isToBeAnnounced() != notices.isEmpty(), jobId + " was announced " + notices.size() + " times");
        require(!last.isToBeAnnounced() || last.text("announcedAt") != null, jobId + " is not marked as announced");
        require(
                notices.stream()
                                .map(Topic.Notice::invocation)
                                .distinct()
                                .filter(invocation -> world.table().isMarkedBy(invocation, jobId))
                                .count()
                        <= 1,
                jobId + " was announced " + notices.size() + " times though no crash fell between publish and mark");
    }

    /** Nothing is launched without a recorded decision. */
    private void checkExecutionsAreRecordedRetries() {
        for (Execution execution : world.stepFunctions().executions()) {
            require(
                    !execution.onlyKeepsValues() || !execution.status().equals("SUCCEEDED"),
                    execution.name() + " has launched a task");
            String retry = execution.name().replaceFirst("-(held|now)$", "");
            String ofFirst = retry.replaceFirst("-1$", "");
            boolean decided = world.table().reruns().contains(ofFirst)
                    || world.runJobs().of(ofFirst).isPresent()
                    || world.table().items().stream()
                            .map(Recorded::new)
                            .anyMatch(attempt -> attempt.isRetry()
                                    && Execution.arn(retry)
                                            .equals(attempt.asDecided().text("executionArn")));
            require(decided, execution.name() + " was launched without a recorded decision");
        }
    }

    private List<Execution> launches(AttemptId attempt) {
        return world.stepFunctions().executions().stream()
                .filter(execution -> !execution.onlyKeepsValues())
                .filter(execution -> execution.input().contains('"' + attempt.startedBy() + '"'))
                .toList();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
