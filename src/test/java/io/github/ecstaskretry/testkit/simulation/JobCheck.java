package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.testkit.simulation.Oracle.Expected;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Compares one job's records, launched tasks and notices with what the oracle expects. */
final class JobCheck {

    /** The longest wait of a few jobs for a slot of their policy's pace. */
    private static final Duration LONGEST_SLOT = Duration.ofMinutes(2);

    private static final Duration LONGEST_SLOT_OF_A_SLOW_POLICY = Duration.ofMinutes(30);

    private final World world;
    private final SimulatedTask first;
    private final Job job;
    private final List<Recorded> records;
    private final Consumer<String> report;
    private final List<Expected> expected = new ArrayList<>();
    private final SourceCheck sources;

    private JobCheck(World world, SimulatedTask first, Consumer<String> report) {
        this.world = world;
        this.first = first;
        this.job = first.launch().job();
        this.records = world.table().items(job.id()).stream().map(Recorded::new).toList();
        this.report = report;
        this.sources = new SourceCheck(world, job, report);
    }

    static void check(World world, SimulatedTask first, Consumer<String> report) {
        new JobCheck(world, first, report).check();
    }

    private void check() {
        if (records.isEmpty()) {
            require(Excuses.neverHeardOf(world, first), "it has no record");
            return;
        }
        for (Recorded record : records) {
            Optional<Terms> terms = terms(record);
            if (terms.isEmpty()) {
                require(false, name(record) + " is recorded though no policy adopts it");
                return;
            }
            Expected attempt = expect(record, terms.get());
            compare(record, attempt);
            expected.add(attempt);
            if (record.isRetry()) {
                sources.check(record, attempt.terms());
                checkLaunch(record, attempt);
            }
        }
        NoticeCheck.check(world, job, records, expected, report);
    }

    /** The checks of the attempt that follows. */
    private void checkLaunch(Recorded record, Expected attempt) {
        for (SimulatedTask task : world.ecs().tasks(job.id(), record.number() + 1)) {
            LaunchCheck.check(job, expected, job.isAwaited() ? job.tags() : tags(), sources.networks(), task, report);
            sources.launchedIn(LaunchCheck.network(task));
            require(!isTooLate(task, attempt.terms()), name(record) + "'s retry is launched after the deadline");
        }
    }

    /** A job stays with its policy. */
    private Optional<Terms> terms(Recorded record) {
        Deployment deployment = record.decided().writer().deployment();
        if (record.number() == 1) {
            return areTagsUnknown(record) ? deployment.mayAdopt(job) : deployment.adopts(job);
        }
        Terms before = expected.getLast().terms();
        return Optional.of(deployment
                .named(before.name)
                .map(terms -> before.acts ? terms.forJobUnderWay() : terms)
                .orElseGet(() -> Terms.removed(before.name)));
    }

    /** The record decides in the minute in which ECS forgets the task, or the cluster is closed. */
    private boolean areTagsUnknown(Recorded record) {
        Instant received = record.time("receivedAt");
        return records.getFirst().isLaunchFailure()
                || Excuses.areTagsUnknown(world, first, received.minusSeconds(60))
                || (Excuses.areTagsUnknown(world, first, received.plusSeconds(60)) && Excuses.knewNoTags(job, record));
    }

    private Expected expect(Recorded record, Terms terms) {
        Instant received = record.time("receivedAt");
        Invocation writer = record.decided().writer();
        require(
                !received.isBefore(writer.begin().truncatedTo(ChronoUnit.MILLIS))
                        && !received.isAfter(record.decided().since()),
                name(record) + " was received at another time than its invocation");
        return Oracle.expect(
                record.number(),
                new AttemptTruth(world, job, records, this::require).of(record),
                terms,
                expected,
                new Oracle.Circumstances(
                        begin(),
                        record.time("stoppedAt"),
                        received,
                        Excuses.isOld(world, first, record),
                        areTagsNeeded(record) && areTagsUnknown(record),
                        isCancelled(record),
                        Excuses.callerHasGone(world, job, record),
                        sources.repeatable(record, terms)));
    }

    /** Of a job whose first launch made no task, the end of that launch. */
    private Instant begin() {
        Recorded begin = records.getFirst();
        return job.isAwaited() && begin.isLaunchFailure() ? begin.time("stoppedAt") : first.createdAt();
    }

    /** The record decides if the cancel came during the decision. */
    private boolean isCancelled(Recorded record) {
        return records.stream()
                .filter(earlier -> earlier.number() < record.number())
                .map(Recorded::cancelled)
                .anyMatch(cancelled -> cancelled != null
                        && (cancelled.isBefore(record.decided().writer().begin())
                                || (!cancelled.isAfter(record.decided().since())
                                        && "(cancelled)".equals(record.text("rule")))));
    }

    private void compare(Recorded record, Expected attempt) {
        Terms terms = attempt.terms();
        same(record, "cause", attempt.truth().cause());
        same(record, "causeKind", attempt.truth().kind());
        same(record, "policy", terms.name);
        same(record, "rule", attempt.rule());
        same(record, "counted", String.valueOf(attempt.counted()));
        same(record, "mode", terms.acts ? null : "observe");
        same(record, "cluster", job.cluster());
        same(record, "clusterArn", job.clusterArn());
        same(record, "family", job.family());
        same(record, "taskDefinitionArn", job.taskDefinitionArn());
        same(record, "originalStartedBy", job.startedBy());
        same(record, "tags", new TreeMap<>(tags()).toString());
        require(!record.attributes().toString().contains(Job.SECRET), name(record) + " shows a secret");
        if (record.isTerminal()) {
            compareEnd(record, attempt);
        } else {
            compareRetry(record.asDecided(), attempt);
        }
    }

    private void compareRetry(Recorded record, Expected attempt) {
        require(attempt.outcomes().contains("RETRY"), name(record) + " is retried, not " + attempt.outcomes());
        long delay = record.number("delaySeconds");
        require(
                delay >= attempt.least() && delay <= attempt.most(),
                name(record) + " waits " + delay + " s, not " + attempt.least() + " to " + attempt.most());
        Instant due = record.time("stoppedAt").plusSeconds(delay);
        Instant notBefore = record.time("notBefore");
        Instant latest = (due.isAfter(record.time("receivedAt")) ? due : record.time("receivedAt"))
                .plus(attempt.terms().pace == 0 ? LONGEST_SLOT : LONGEST_SLOT_OF_A_SLOW_POLICY);
        require(
                !notBefore.isBefore(due) && !notBefore.isAfter(latest),
                name(record) + " starts at " + notBefore + ", due " + due);
        if (attempt.terms().acts) {
            new PaceCheck(world, report).check(record, attempt.terms(), due);
        }
        require(
                record.number("expiresAt")
                        >= notBefore.plus(world.table().retention()).getEpochSecond(),
                name(record) + " expires before its retry");
        Duration deadline = attempt.terms().deadline;
        same(record, "notAfter", deadline == null ? null : Recorded.format(begin().plus(deadline)));
        same(
                record,
                "executionArn",
                attempt.terms().acts ? Execution.arn(job.id() + "-" + (record.number() + 1)) : null);
    }

    private void compareEnd(Recorded record, Expected attempt) {
        String outcome = String.valueOf(record.text("outcome"));
        if (outcome.equals("SUCCEEDED") && record.number() > 1) {
            outcome = "RECOVERED";
        }
        require(
                attempt.outcomes().contains(outcome),
                name(record) + " ends " + outcome + ", not " + attempt.outcomes());
        boolean corrects = attempt.terms().acts && records.stream().anyMatch(Recorded::wasAnnouncedTooEarly);
        same(record, "announce", String.valueOf(corrects || attempt.isAnnounced(outcome)));
    }

    /** RunTask may take a minute to answer. */
    private boolean isTooLate(SimulatedTask task, Terms terms) {
        return terms.deadline != null
                && task.createdAt().isAfter(begin().plus(terms.deadline).plusSeconds(60));
    }

    /** The function asks for tags only if the policy that may take the task by everything else needs them. */
    private boolean areTagsNeeded(Recorded record) {
        return record.decided()
                .writer()
                .deployment()
                .mayAdopt(job)
                .filter(terms -> !terms.tags.isEmpty() || terms.copyTags)
                .filter(terms -> records.getFirst().isLaunchFailure()
                        || first.ending() != Ending.SUCCEEDS
                        || (!terms.tags.isEmpty() && terms.announce.contains("SUCCEEDED")))
                .isPresent();
    }

    private Map<String, String> tags() {
        Recorded begin = records.getFirst();
        return areTagsNeeded(begin) && !areTagsUnknown(begin) ? job.tags() : Map.of();
    }

    private void same(Recorded record, String attribute, String wanted) {
        String actual = record.plain(attribute);
        if (!Objects.equals(wanted, actual)) {
            complain(name(record) + " has " + attribute + " " + actual + ", not " + wanted);
        }
    }

    private String name(Recorded record) {
        return job.id() + "-" + record.number();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            complain(otherwise);
        }
    }

    private void complain(String what) {
        report.accept("oracle: " + (what.startsWith(job.id()) ? "" : job.id() + ": ") + what);
    }
}
