package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.JobState;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.text.Kinds;
import io.github.ecstaskretry.cli.text.Sections;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.Mode;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.ConsoleLinks;
import io.github.ecstaskretry.format.ContainerLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi.Style;

/** The story of a job for people: headings on the left, what they hold on the right. */
final class StoryText {

    /** The longest heading is {@code Attempt 50}. */
    private static final int HEADING_WIDTH = 11;

    private final Terminal terminal;
    private final Moments moments;
    private final Instant now;

    StoryText(Viewer viewer) {
        this.terminal = viewer.terminal();
        this.moments = viewer.moments();
        this.now = viewer.now();
    }

    void print(JobStory story, List<ContainerLog> logs) {
        RecordedAttempt newest = story.newest();
        int attempts = newest.id().number();
        List<String> about = new ArrayList<>(List.of(
                Text.printable(newest.subject().family() + " on cluster "
                                + newest.subject().cluster())
                        + ": "
                        + terminal.paint(story.state(now).name(), States.style(story.state(now)))
                        + " after " + attempts + (attempts == 1 ? " attempt, " : " attempts, ")
                        + Moments.duration(story.duration(now)),
                Text.printable("id " + story.jobId() + ", " + newest.subject().taskDefinitionArn())));
        missing(story.missing()).ifPresent(about::add);
        section("Job", about);
        story.attempts().forEach(attempt -> attempt(attempt, story, logs));
        Instant due = story.due(now);
        if (due != null) {
            terminal.out().println();
            section("Now", List.of(next(story, due)));
        }
    }

    private static Optional<String> missing(List<Integer> numbers) {
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        String all = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Optional.of((numbers.size() == 1 ? "attempt " + all + " is" : "attempts " + all + " are")
                + " not in the table: expired, or never recorded");
    }

    /** What is going on: the attempts only tell what was decided at the time. */
    private String next(JobStory story, Instant due) {
        String attempt = "attempt " + (story.newest().id().number() + 1);
        if (due.isAfter(now)) {
            return attempt + " is due in " + Moments.duration(Duration.between(now, due)) + ", " + moments.time(due);
        }
        return attempt + " was due " + Moments.duration(Duration.between(due, now)) + " ago, " + moments.time(due)
                + ", and its end is not recorded"
                + (story.overdue(now)
                        ? ": " + terminal.paint("OVERDUE", Style.fg_red) + ", look at the execution"
                        : "");
    }

    private void attempt(KeptAttempt kept, JobStory story, List<ContainerLog> logs) {
        RecordedAttempt attempt = kept.recorded();
        terminal.out().println();
        section("Attempt " + attempt.id().number(), times(attempt));
        section("Stop", stop(attempt, story).stream().map(Text::printable).toList());
        section(
                "Cause",
                List.of(attempt.ruling().cause() + " ("
                        + terminal.paint(
                                attempt.ruling().causeKind().word(),
                                Kinds.style(attempt.ruling().causeKind()))
                        + ")"));
        section("Decision", decision(kept, story));
        section("Links", links(kept, logs));
    }

    private List<String> times(RecordedAttempt attempt) {
        Times times = attempt.times();
        Instant startedAt = times.startedAt();
        String ran = startedAt == null
                ? ", never started"
                : ", ran " + Moments.duration(Duration.between(startedAt, times.stoppedAt()));
        return List.of("stopped " + moments.time(times.stoppedAt()) + ran
                + (times.createdAt() == null ? "" : ", created " + moments.time(times.createdAt())));
    }

    private static List<String> stop(RecordedAttempt attempt, JobStory story) {
        List<String> lines = new ArrayList<>();
        switch (attempt.stop()) {
            case Stop.TaskStop task -> {
                lines.add(Objects.requireNonNullElse(task.stopCode(), "no stop code") + ": "
                        + Objects.requireNonNullElse(task.stoppedReason(), "no reason"));
                task.containers().forEach(container -> lines.add(container(container)));
            }
            case Stop.LaunchFailure launch -> {
                lines.add(failure(launch, attempt, story) + (launch.text() == null ? "" : ": " + launch.text()));
                if (launch.detail() != null) {
                    lines.add(launch.detail());
                }
            }
        }
        return lines;
    }

    private static String failure(Stop.LaunchFailure launch, RecordedAttempt attempt, JobStory story) {
        if (Stop.LaunchFailure.ABORTED.equals(launch.error())) {
            return waited(attempt, story)
                    ? "the wait was stopped; no task was started"
                    : "the execution was stopped; no task of it was found";
        }
        return "the launch failed" + (launch.error() == null ? "" : ", " + launch.error());
    }

    /** Whether the attempt was not due yet when it ended; a wait is as exact as seconds. */
    private static boolean waited(RecordedAttempt attempt, JobStory story) {
        return story.before(attempt)
                .filter(before -> before.decision() instanceof RecordedDecision.Retry retry
                        && attempt.times()
                                .stoppedAt()
                                .isBefore(retry.notBefore().truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }

    /** Only the entry that says how many are left out has brackets: names may not (Amazon ECS API reference, ContainerDefinition). */
    private static String container(ContainerExit container) {
        if (container.name().startsWith("[")) {
            return container.name();
        }
        return "container " + container.name() + ": "
                + (container.exitCode() == null ? "no exit code" : "exit code " + container.exitCode())
                + (container.reason() == null ? "" : ", " + container.reason());
    }

    private List<String> decision(KeptAttempt kept, JobStory story) {
        RecordedAttempt attempt = kept.recorded();
        List<String> lines = new ArrayList<>();
        String version = kept.policyVersion();
        String by = Text.printable(" by " + attempt.ruling().rule() + " of policy "
                        + attempt.ruling().policy())
                + (version == null ? "" : ", file version " + version)
                + (attempt.ruling().mode() == Mode.OBSERVE ? ", which only observes" : "");
        switch (attempt.decision()) {
            case RecordedDecision.Retry retry -> {
                lines.add(bold("RETRY") + by);
                lines.add(
                        waits(attempt, story) + Moments.duration(Duration.ofSeconds(retry.delaySeconds())) + ", until "
                                + moments.time(retry.notBefore())
                                + story.waited(kept)
                                        .map(waited -> "; attempt "
                                                + attempt.id().next().number() + " was created after "
                                                + Moments.duration(waited))
                                        .orElse(""));
            }
            case RecordedDecision.End terminalDecision -> {
                lines.add(bold(terminalDecision.outcome().recorded()) + by);
                lines.add(announcement(terminalDecision));
            }
        }
        lines.add(Text.printable(attempt.ruling().why()));
        return lines;
    }

    private String waits(RecordedAttempt attempt, JobStory story) {
        if (attempt.ruling().mode() == Mode.OBSERVE) {
            return "would wait ";
        }
        return attempt.equals(story.newest()) && story.state(now) == JobState.WAITING ? "waits " : "was to wait ";
    }

    private String announcement(RecordedDecision.End decision) {
        if (!decision.announce()) {
            return "not announced: the policy does not ask for it";
        }
        return decision.announcedAt() == null
                ? "yet to be announced"
                : "announced " + moments.time(decision.announcedAt());
    }

    private static List<String> links(KeptAttempt kept, List<ContainerLog> logs) {
        List<String> lines = new ArrayList<>();
        TaskArn task = kept.recorded().subject().taskArn();
        if (task != null) {
            String cluster = kept.recorded().subject().cluster();
            ConsoleLinks.task(task, cluster).ifPresent(link -> lines.add("task      " + link));
            if (logs.isEmpty()) {
                ConsoleLinks.logs(task, cluster).ifPresent(link -> lines.add("logs      " + link));
            }
            logs.forEach(log -> ConsoleLinks.logStream(log, task)
                    .ifPresent(link -> lines.add("log of " + log.container() + " " + link)));
        }
        String execution = kept.executionArn();
        if (execution != null) {
            ConsoleLinks.execution(execution).ifPresent(link -> lines.add("execution " + link));
        }
        return lines;
    }

    private void section(String heading, List<String> lines) {
        new Sections(terminal, HEADING_WIDTH).print(heading, lines);
    }

    private String bold(String text) {
        return terminal.paint(text, Style.bold);
    }
}
