package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.event.FailureMessageJson;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Classifies messages one by one, so that it can be part of a pipe. */
@Command(
        name = "classify",
        header = "Classify failure messages: one JSON object a line on standard input.",
        description = {
            "A line is {\"where\",\"text\"} and, if known, \"stopCode\", \"exitCode\" and \"launchType\". \"where\" says what the"
                    + " text is: stoppedReason, containerReason, exitCode (the task's stoppedReason, with the exit code),"
                    + " runTaskFailure, runTaskException or sfnError.",
            "",
            "Answers each line before it reads the next one. Answers an invalid line with an error."
        },
        footer = "echo '{\"where\":\"stoppedReason\",\"text\":\"Host EC2 terminated.\"}' | ./ecs-retry classify --json")
final class ClassifyCommand extends TerminalCommand implements Callable<Integer> {

    /** The widths are fixed, because rows are printed before the next message is read. */
    private static final int KIND_WIDTH = 12;

    private static final int CAUSE_WIDTH = 24;

    @Option(names = "--json", description = "One line {\"cause\",\"kind\"} or {\"error\"} for each line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Classifier classifier = BuiltInCatalogue.CLASSIFIER;
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(terminal().in(), StandardCharsets.UTF_8));
        if (!json) {
            terminal().out().println(row("KIND", "CAUSE", "WHAT HAPPENED"));
        }
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            terminal().out().println(answer(classifier, line));
            terminal().out().flush();
        }
        return ExitCode.OK;
    }

    private String answer(Classifier classifier, String line) {
        try {
            Cause cause = classifier.classify(FailureMessageJson.read(line), null);
            return json
                    ? Json.write(Json.object()
                            .put("cause", cause.id())
                            .put("kind", cause.kind().word()))
                    : row(painted(cause.kind()), cause.id(), cause.summary());
        } catch (MalformedEventException e) {
            String problem = Objects.requireNonNullElse(e.getMessage(), "");
            return json ? Json.write(Json.object().put("error", problem)) : row("error", "", Text.printable(problem));
        }
    }

    private String painted(CauseKind kind) {
        return terminal().paint(("%-" + KIND_WIDTH + "s").formatted(kind.word()), Terminal.style(kind));
    }

    private static String row(String kind, String cause, String text) {
        String format = "%-" + KIND_WIDTH + "s  %-" + CAUSE_WIDTH + "s  %s";
        return format.formatted(kind, cause, text).stripTrailing();
    }
}
