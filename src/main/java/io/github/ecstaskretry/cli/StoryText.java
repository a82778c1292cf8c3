package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.audit.ContainerLog;
import io.github.ecstaskretry.audit.JobStory;
import io.github.ecstaskretry.audit.KeptAttempt;
import io.github.ecstaskretry.decide.RecordedAttempt;
import io.github.ecstaskretry.decide.RecordedDecision;
import io.github.ecstaskretry.format.ConsoleLinks;
import io.github.ecstaskretry.job.ContainerExit;
import io.github.ecstaskretry.job.Stop;
import io.github.ecstaskretry.job.StoppedTask.Times;
import io.github.ecstaskretry.job.TaskArn;
import io.github.ecstaskretry.policy.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        section(
                "Job",
                List.of(
                        Text.printable(newest.subject().family() + " on cluster "
                                        + newest.subject().cluster())
                                + ": "
                                + terminal.paint(story.state(now).name(), States.style(story.state(now)))
                                + " after " + attempts + (attempts == 1 ? " attempt, " : " attempts, ")
                                + Moments.duration(story.duration(now)),
                        Text.printable(
                                "id " + story.jobId() + ", " + newest.subject().taskDefinitionArn())));
        story.attempts().forEach(attempt -> attempt(attempt, story, logs));
    }

    private void attempt(KeptAttempt kept, JobStory story, List<ContainerLog> logs) {
        RecordedAttempt attempt = kept.recorded();
        terminal.out().println();
        section("Attempt " + attempt.id().number(), times(attempt));
        section("Stop", stop(attempt.stop()).stream().map(Text::printable).toList());
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

    private static List<String> stop(Stop stop) {
        List<String> lines = new ArrayList<>();
        switch (stop) {
            case Stop.TaskStop task -> {
                lines.add(Objects.requireNonNullElse(task.stopCode(), "no stop code") + ": "
                        + Objects.requireNonNullElse(task.stoppedReason(), "no reason"));
                task.containers().forEach(container -> lines.add(container(container)));
            }
            case Stop.LaunchFailure launch -> {
                lines.add("the launch failed"
                        + (launch.error() == null ? "" : ", " + launch.error())
                        + (launch.text() == null ? "" : ": " + launch.text()));
                if (launch.detail() != null) {
                    lines.add(launch.detail());
                }
            }
        }
        return lines;
    }

    private static String container(ContainerExit container) {
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
                lines.add("waits " + Moments.duration(Duration.ofSeconds(retry.delaySeconds())) + ", until "
                        + moments.time(retry.notBefore())
                        + story.waited(kept)
                                .map(waited ->
                                        "; attempt " + attempt.id().next().number() + " was created after "
                                                + Moments.duration(waited))
                                .orElse(""));
            }
            case RecordedDecision.Terminal terminalDecision -> {
                lines.add(bold(terminalDecision.outcome().name()) + by);
                lines.add(announcement(terminalDecision));
            }
        }
        lines.add(Text.printable(attempt.ruling().why()));
        return lines;
    }

    private String announcement(RecordedDecision.Terminal decision) {
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
