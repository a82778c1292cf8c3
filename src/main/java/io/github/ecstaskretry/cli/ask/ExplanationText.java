package io.github.ecstaskretry.cli.ask;

import static io.github.ecstaskretry.core.policy.DurationText.format;

import io.github.ecstaskretry.cli.ask.explain.Explanation;
import io.github.ecstaskretry.cli.ask.explain.Explanation.Decides;
import io.github.ecstaskretry.cli.ask.explain.Explanation.LeavesAlone;
import io.github.ecstaskretry.cli.ask.explain.Forecast;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.Classification;
import io.github.ecstaskretry.core.classify.Classification.Evidence;
import io.github.ecstaskretry.core.classify.Phrase;
import io.github.ecstaskretry.core.classify.Recognition;
import io.github.ecstaskretry.core.decide.RuleEvaluation;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StopCode;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi.Style;

/** Prints an explanation for people: headings on the left, their content on the right. */
public record ExplanationText(Terminal terminal) {

    private static final int HEADING_WIDTH = 10;

    /** Prints an explanation. {@code input} says where the task was found. */
    public void print(String input, Explanation explained, boolean request) {
        section("Input", List.of(Text.printable(input)));
        section("Task", printable(task(explained)));
        section("Stop", printable(stop(explained.task().stop())));
        section("Cause", cause(explained.classification()));
        section("Policies", evaluations(explained.policies()));
        List<String> launched = List.of("none, because nothing is launched");
        switch (explained.conclusion()) {
            case LeavesAlone ignored ->
                section(
                        "Decision",
                        List.of(bold("IGNORE") + ": the function leaves the task alone and records nothing, because "
                                + Text.printable(ignored.reason())));
            case Decides decides -> {
                section("Rules", evaluations(decides.plan().verdict().rules()));
                section("Decision", decision(decides.plan().verdict()));
                LaunchText.of(decides.learned()).ifPresent(line -> section("Launch", List.of(Text.printable(line))));
                section("Schedule", forecast(decides.forecast()));
                if (decides.plan() instanceof Plan.Relaunch launch) {
                    String json = LaunchRequestJson.masked(launch.request()).toPrettyString();
                    launched = printable(json.lines().toList());
                }
            }
        }
        if (request) {
            section("Request", launched);
        }
    }

    private void section(String heading, List<String> lines) {
        terminal.printSection(heading, HEADING_WIDTH, lines);
    }

    private static List<String> printable(List<String> lines) {
        return lines.stream().map(Text::printable).toList();
    }

    private static List<String> task(Explanation explained) {
        StoppedTask task = explained.task();
        String where = Objects.requireNonNullElse(
                task.placement().capacityProvider(),
                Objects.requireNonNullElse(task.placement().launchType(), "unknown launch type"));
        return List.of(
                task.family() + " on cluster " + task.cluster() + " (" + where + ")",
                task.arn().value(),
                "attempt " + explained.attempt().number() + " of job "
                        + explained.attempt().jobId(),
                "stopped at " + Timestamps.format(task.times().stoppedAt())
                        + (task.times().startedAt() == null ? ", never started" : ""));
    }

    /** How a task stopped: its code and reason, and a line for each container. */
    public static List<String> stop(Stop.TaskStop stop) {
        Stream<String> task = Stream.of(Objects.requireNonNullElse(stop.stopCode(), "no stop code") + ": "
                + Objects.requireNonNullElse(stop.stoppedReason(), "no reason"));
        return Stream.concat(task, stop.containers().stream().map(ExplanationText::container))
                .toList();
    }

    /** Only the entry for containers that were left out has brackets (Amazon ECS API reference, ContainerDefinition). */
    private static String container(ContainerExit container) {
        return container.name().startsWith("[")
                ? container.name()
                : "container " + container.name() + ": "
                        + (container.exitCode() == null ? "no exit code" : "exit code " + container.exitCode())
                        + (container.reason() == null ? "" : ", " + container.reason());
    }

    private List<String> cause(Classification classification) {
        Cause cause = classification.cause();
        List<String> lines = new ArrayList<>();
        lines.add(bold(cause.id()) + " (" + terminal.paint(cause.kind().word(), Terminal.style(cause.kind())) + "): "
                + cause.summary());
        lines.add(Text.printable(evidence(classification)));
        if (cause.kind() != CauseKind.SUCCESS) {
            lines.add(cause.advice());
        }
        return lines;
    }

    /**
     * The parts of the evidence other than words, such as {@code code AccessDeniedException}, {@code stopCode TaskFailedToStart} and
     * {@code exit 137}.
     */
    static List<String> conditions(Evidence evidence) {
        Recognition recognition = evidence.recognition();
        Stream<String> code = Stream.ofNullable(evidence.code()).map(text -> "code " + text);
        Stream<String> stopCodes = recognition.stopCodes().stream()
                .map(stopCode -> "stopCode " + (stopCode == StopCode.ABSENT ? "none" : stopCode.text()))
                .sorted();
        Stream<String> launchTypes = recognition.launchTypes().stream()
                .map(type -> "launchType " + type)
                .sorted();
        Stream<String> exit = recognition.exits().isEmpty()
                ? Stream.empty()
                : Stream.of("exit " + (evidence.exitCode() == null ? "none" : evidence.exitCode()));
        return Stream.of(code, stopCodes, launchTypes, exit)
                .flatMap(each -> each)
                .toList();
    }

    private static String evidence(Classification classification) {
        Evidence evidence = classification.evidence();
        if (evidence == null) {
            return classification.cause().kind() == CauseKind.SUCCESS
                    ? "the essential container exited with 0 and nothing else failed"
                    : "no entry of the catalogue matches; please report the text";
        }
        List<String> by = new ArrayList<>(conditions(evidence));
        if (!evidence.phrases().isEmpty()) {
            by.add(evidence.phrases().stream()
                    .map(Phrase::notation)
                    .map(phrase -> "\"" + phrase + "\"")
                    .collect(Collectors.joining(", ", "the words ", "")));
        }
        String where = switch (evidence.place()) {
            case TASK -> "the task's reason";
            case CONTAINER -> "container " + evidence.container();
            case LAUNCH -> "RunTask's answer";
        };
        return "recognised in " + where + (by.isEmpty() ? "" : " by " + String.join(", ", by));
    }

    private List<String> evaluations(List<RuleEvaluation> evaluations) {
        int width = evaluations.stream()
                .mapToInt(evaluation -> evaluation.name().length())
                .max()
                .orElse(0);
        return evaluations.isEmpty()
                ? List.of("none")
                : evaluations.stream()
                        .map(evaluation -> Text.printable(evaluation.name())
                                + " ".repeat(width - evaluation.name().length() + 2)
                                + result(evaluation))
                        .toList();
    }

    private String result(RuleEvaluation evaluation) {
        return switch (evaluation.result()) {
            case MATCHED -> terminal.paint("matches", Style.fg_green);
            case MISSED ->
                "no: " + Text.printable(String.join(", ", evaluation.misses()))
                        + (evaluation.misses().size() == 1 ? " does" : " do") + " not match";
            case NOT_EVALUATED -> terminal.paint("not evaluated", Style.faint);
        };
    }

    private List<String> decision(Verdict verdict) {
        String by = Text.printable(" by " + verdict.ruling().rule() + " of policy "
                + verdict.ruling().policy());
        String what = switch (verdict.next()) {
            case Verdict.RunAgain retry ->
                terminal.paint("RETRY", Style.bold, Style.fg_green) + by + ": attempt "
                        + retry.attempt().number() + " after " + format(retry.delay()) + ", not before "
                        + Timestamps.format(retry.notBefore());
            case Verdict.EndJob ended ->
                outcome(ended.outcome()) + by + (ended.announce() ? ", announced" : ", not announced");
        };
        return List.of(what, Text.printable(verdict.ruling().why()));
    }

    private List<String> forecast(Forecast forecast) {
        if (forecast.attempts().isEmpty()) {
            return List.of("no attempt follows");
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "if every attempt failed the same way, " + format(forecast.attemptDuration()) + " after its creation:");
        String[] columns = {"ATTEMPT", "DELAY", "WITHIN", "START", "AT THE LATEST"};
        Table table = new Table(columns).whole(columns).leavingOut("WITHIN", "AT THE LATEST");
        forecast.attempts()
                .forEach(planned -> table.row(
                        Table.cell(Integer.toString(planned.number())),
                        Table.cell(format(planned.retry().delay())),
                        Table.cell(format(planned.retry().shortest()) + " to "
                                + format(planned.retry().longest())),
                        time(planned.retry().notBefore()),
                        time(planned.latestStart())));
        lines.addAll(table.lines(terminal.narrower(HEADING_WIDTH)));
        forecast.attempts().stream()
                .filter(planned -> !planned.changes().isEmpty())
                .forEach(planned -> lines.add("attempt " + planned.number() + ": "
                        + Text.printable(ChangedParameter.words(planned.changes()))));
        lines.add("then " + outcome(forecast.outcome()) + ", at the latest at "
                + Timestamps.format(forecast.latestEnd()));
        return lines;
    }

    /** The short form has no milliseconds. */
    private static Table.Cell time(Instant time) {
        return Table.shortened(
                Timestamps.format(time), time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private String outcome(Outcome outcome) {
        return terminal.paint(
                outcome.recorded(),
                Style.bold,
                outcome == Outcome.SUCCEEDED || outcome == Outcome.RECOVERED ? Style.fg_green : Style.fg_red);
    }

    private String bold(String text) {
        return terminal.paint(text, Style.bold);
    }
}
