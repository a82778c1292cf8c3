package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.ask.ExplanationText;
import io.github.ecstaskretry.cli.audit.AuditJson;
import io.github.ecstaskretry.cli.audit.JobState;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Superseded;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Held;
import io.github.ecstaskretry.core.plan.HeldLaunch;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.format.ContainerLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/** Prints the story of a job for people, with headings on the left. */
record StoryText(Viewer viewer, JobStory story, List<ContainerLog> logs) {

    /** The longest heading is {@code Attempt 50}. */
    private static final int HEADING_WIDTH = 11;

    void print() {
        print("Job", job());
        for (KeptAttempt kept : story.attempts()) {
            RecordedAttempt attempt = kept.recorded();
            viewer.println("");
            print("Attempt " + attempt.id().number(), List.of(times(attempt.times())));
            print("Stop", stop(attempt).stream().map(Text::printable).toList());
            String kind = attempt.ruling().causeKind().word();
            String painted = viewer.terminal()
                    .paint(kind, Terminal.style(attempt.ruling().causeKind()));
            print("Cause", List.of(attempt.ruling().cause() + " (" + painted + ")"));
            print("Decision", decision(kept));
            print("Operator", orders(attempt));
            Superseded superseded = kept.recorded().superseded();
            if (superseded != null) {
                print(
                        "Before",
                        List.of(Text.printable(superseded.cause()) + " (" + superseded.outcome() + "), superseded "
                                + viewer.time(superseded.at())));
            }
            print("Links", links(kept));
        }
        Instant due = story.due(viewer.now());
        if (due != null) {
            viewer.println("");
            print("Now", List.of(next(due)));
        }
    }

    private void print(String heading, List<String> lines) {
        viewer.terminal().printSection(heading, HEADING_WIDTH, lines);
    }

    private List<String> job() {
        RecordedAttempt newest = story.newest();
        JobState state = story.state(viewer.now());
        int attempts = newest.id().number();
        List<String> lines = new ArrayList<>();
        lines.add(Text.printable(newest.subject().family() + " on cluster "
                        + newest.subject().cluster())
                + ": " + viewer.terminal().paint(state.name(), Viewer.style(state)) + " after " + attempts
                + (attempts == 1 ? " attempt, " : " attempts, ") + Viewer.duration(story.duration(viewer.now())));
        lines.add(Text.printable("id " + story.jobId() + ", " + newest.subject().taskDefinitionArn()));
        newest.id().rerunOf().ifPresent(old -> lines.add("runs job " + old + " again"));
        List<Integer> missing = story.missing();
        if (!missing.isEmpty()) {
            String numbers = missing.stream().map(String::valueOf).collect(Collectors.joining(", "));
            lines.add((missing.size() == 1 ? "attempt " + numbers + " is" : "attempts " + numbers + " are")
                    + " not in the table: expired, or never recorded");
        }
        return lines;
    }

    /** When the next attempt is due. The recorded attempts only say what was decided at the time. */
    private String next(Instant due) {
        String attempt = "attempt " + (story.newest().id().number() + 1);
        if (story.newest().decision() instanceof RecordedDecision.Retry retry && retry.held() != null) {
            Instant since = retry.held().since();
            if (retry.held().reason() == Held.Reason.PAUSED) {
                return attempt + " is held since " + viewer.time(since)
                        + " by a pause, which 'ecs-retry paused' shows; 'ecs-retry resume' and 'ecs-retry retry-now'"
                        + " release it";
            }
            return attempt + " is held since " + viewer.time(since)
                    + ": the function waits until CloudTrail's event history tells how the task was launched, until "
                    + viewer.time(since.plus(HeldLaunch.LONGEST)) + " at most";
        }
        String distance = Viewer.duration(Duration.between(viewer.now(), due));
        return due.isAfter(viewer.now())
                ? attempt + " is due in " + distance + ", " + viewer.time(due)
                : attempt + " was due " + distance + " ago, " + viewer.time(due) + ", and its end is not recorded"
                        + (story.overdue(viewer.now())
                                ? ": " + viewer.terminal().paint("OVERDUE", Style.fg_red) + ", look at the execution"
                                : "");
    }

    private String times(Times times) {
        Instant startedAt = times.startedAt();
        return "stopped " + viewer.time(times.stoppedAt())
                + (startedAt == null
                        ? ", never started"
                        : ", ran " + Viewer.duration(Duration.between(startedAt, times.stoppedAt())))
                + (times.createdAt() == null ? "" : ", created " + viewer.time(times.createdAt()));
    }

    private List<String> stop(RecordedAttempt attempt) {
        List<String> lines = new ArrayList<>();
        switch (attempt.stop()) {
            case Stop.TaskStop task -> lines.addAll(ExplanationText.stop(task));
            case Stop.LaunchFailure launch -> {
                lines.add(failure(launch, attempt) + (launch.text() == null ? "" : ": " + launch.text()));
                if (launch.detail() != null) {
                    lines.add(launch.detail());
                }
            }
        }
        return lines;
    }

    private String failure(Stop.LaunchFailure launch, RecordedAttempt attempt) {
        if (Stop.LaunchFailure.ABORTED.equals(launch.error())) {
            return endedBeforeDue(attempt)
                    ? "the wait was stopped; no task was started"
                    : "the execution was stopped; no task of it was found";
        }
        if (attempt.id().isFirst()) {
            return "never launched";
        }
        return "the launch failed" + (launch.error() == null ? "" : ", " + launch.error());
    }

    /** Step Functions waits to the second. */
    private boolean endedBeforeDue(RecordedAttempt attempt) {
        return story.attempt(attempt.id().number() - 1)
                .filter(before -> before.decision() instanceof RecordedDecision.Retry retry
                        && attempt.times()
                                .stoppedAt()
                                .isBefore(retry.notBefore().truncatedTo(ChronoUnit.SECONDS)))
                .isPresent();
    }

    private List<String> orders(RecordedAttempt attempt) {
        Stream<String> orders = switch (attempt.decision()) {
            case RecordedDecision.Retry retry ->
                Stream.of(
                        order("cancelled the job", retry.orders().cancelled()),
                        order("released the next attempt", retry.orders().released()));
            case RecordedDecision.End end ->
                Stream.of(order(
                        "ran the job again as " + String.join(", ", end.reruns().jobIds()),
                        end.reruns().latest()));
        };
        return orders.filter(line -> !line.isEmpty()).toList();
    }

    private String order(String what, @Nullable Order order) {
        return order == null
                ? ""
                : Text.printable(order.by() + " " + what + " " + viewer.time(order.at())
                        + (order.reason() == null ? "" : ": " + order.reason()));
    }

    private List<String> decision(KeptAttempt kept) {
        RecordedAttempt attempt = kept.recorded();
        String version = kept.policyVersion();
        String by = Text.printable(" by " + attempt.ruling().rule() + " of policy "
                        + attempt.ruling().policy())
                + (version == null ? "" : ", file version " + version)
                + (attempt.ruling().mode() == Mode.OBSERVE ? ", which only observes" : "");
        String why = Text.printable(attempt.ruling().why());
        return switch (attempt.decision()) {
            case RecordedDecision.Retry retry ->
                Stream.of(viewer.terminal().paint("RETRY", Style.bold) + by, wait(attempt, retry), launch(retry), why)
                        .filter(line -> !line.isEmpty())
                        .toList();
            case RecordedDecision.End end ->
                List.of(viewer.terminal().paint(end.outcome().recorded(), Style.bold) + by, announcement(end), why);
        };
    }

    /** Empty unless a rule or a schedule was the source. Later attempts are launched like the one before. */
    private static String launch(RecordedDecision.Retry retry) {
        String source = retry.launchSource();
        return source == null || source.equals("policy") || source.equals("attempt")
                ? ""
                : "launched as " + Text.printable(source) + " says";
    }

    private String wait(RecordedAttempt attempt, RecordedDecision.Retry retry) {
        boolean waits = attempt.equals(story.newest()) && story.state(viewer.now()) == JobState.WAITING;
        String verb = attempt.ruling().mode() == Mode.OBSERVE ? "would wait " : waits ? "waits " : "was to wait ";
        return verb + Viewer.duration(Duration.between(attempt.times().stoppedAt(), retry.notBefore()))
                + attempt.pacedFrom()
                        .map(from -> " (" + Viewer.duration(Duration.between(from, retry.notBefore()))
                                + " of it for its slot in the pace)")
                        .orElse("")
                + ", until "
                + viewer.time(retry.notBefore())
                + story.waitAfter(attempt)
                        .map(waited -> "; attempt " + attempt.id().next().number() + " was created after "
                                + Viewer.duration(waited))
                        .orElse("");
    }

    private String announcement(RecordedDecision.End end) {
        if (!end.announce()) {
            return "not announced: the policy does not ask for it";
        }
        NoticeWindow window = end.digest();
        String digest = window == null
                ? ""
                : " in the digest of " + viewer.time(window.from()) + " to " + viewer.time(window.to());
        return end.announcedAt() == null
                ? (window == null ? "not announced yet" : "to be announced" + digest)
                : "announced " + viewer.time(end.announcedAt()) + digest;
    }

    private List<String> links(KeptAttempt kept) {
        List<String> lines = new ArrayList<>();
        AuditJson.links(kept, logs).forEachEntry((name, link) -> {
            if (link.isObject()) {
                link.forEachEntry((container, stream) -> lines.add("log of " + container + " " + stream.asText()));
            } else if (logs.isEmpty() || !name.equals("logs")) {
                lines.add("%-9s ".formatted(name) + link.asText());
            }
        });
        return lines;
    }
}
