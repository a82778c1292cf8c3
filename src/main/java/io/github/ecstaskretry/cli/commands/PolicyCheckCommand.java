package io.github.ecstaskretry.cli.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.ask.lint.PolicyLint;
import io.github.ecstaskretry.cli.ask.lint.PolicyWarning;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.YamlDocument;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows everything that is wrong with policy files. */
@Command(
        name = "check",
        header = "Check policy files, as the function does when it starts.",
        description = {
            "Each error is shown as FILE:LINE:COLUMN: KEY: PROBLEM, followed by the line and a caret. A part that the function"
                    + " accepts but that has no effect, such as a rule that an earlier rule makes unreachable, is shown as"
                    + " FILE:LINE: warning: KEY: PROBLEM FIX."
        },
        exitCodeList = {
            "0:the function accepts every file",
            "1:a file has an error or, with --strict, a warning",
            "2:a file cannot be read"
        },
        footer = {
            "./ecs-retry policy check --strict sam/policy/retry-policy.yaml && sam deploy --config-file sam/samconfig.toml"
        })
final class PolicyCheckCommand implements Callable<Integer> {

    private static final Path STANDARD_INPUT = Path.of("-");

    private final Terminal terminal;
    private final Catalogue catalogue = BuiltInCatalogue.CATALOGUE;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Policy files, YAML or JSON; - is standard input.")
    private List<Path> files = List.of();

    @Option(names = "--strict", description = "Exit with 1 if there is a warning, too.")
    private boolean strict;

    @Option(
            names = "--json",
            description =
                    "One document per file: {\"file\",\"valid\",\"errors\":[{\"line\",\"column\",\"path\",\"problem\"}],"
                            + "\"warnings\":[{\"line\",\"path\",\"policy\",\"problem\",\"fix\"}]}.")
    private boolean json;

    PolicyCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The findings about one file. */
    private record Checked(String file, String text, List<FileProblem> errors, List<PolicyWarning> warnings) {}

    @Override
    public Integer call() {
        List<Checked> checked = new ArrayList<>();
        for (Path file : files) {
            checked.add(check(file));
        }
        checked.forEach(json ? this::printJson : this::print);
        boolean accepted = checked.stream()
                .allMatch(file ->
                        file.errors().isEmpty() && !(strict && !file.warnings().isEmpty()));
        return accepted ? ExitCode.OK : ExitCode.NO;
    }

    private Checked check(Path path) {
        boolean standardInput = path.equals(STANDARD_INPUT);
        String file = standardInput ? "<stdin>" : path.toString();
        String text = standardInput ? standardInput() : InputFile.text(path);
        try {
            PolicySet policies = PolicyFile.read(file, text, catalogue.ids());
            return new Checked(file, text, List.of(), PolicyLint.warnings(policies, catalogue));
        } catch (InvalidYamlException e) {
            return new Checked(file, text, e.problems(), List.of());
        }
    }

    private String standardInput() {
        try {
            return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InputError("cannot read standard input: " + e.getMessage(), e);
        }
    }

    private void print(Checked checked) {
        for (FileProblem error : checked.errors()) {
            terminal.out().println(error + PolicyInput.excerpt(checked.text(), error));
        }
        YamlDocument document = new YamlDocument(checked.file(), checked.text());
        for (PolicyWarning warning : checked.warnings()) {
            terminal.out()
                    .println(checked.file() + ":" + document.line(warning.path()) + ": "
                            + terminal.paint("warning", Style.fg_yellow) + ": " + warning);
        }
        if (checked.errors().isEmpty()) {
            terminal.out().println(checked.file() + ": " + terminal.paint("valid", Style.fg_green));
        }
    }

    private void printJson(Checked checked) {
        YamlDocument lines = new YamlDocument(checked.file(), checked.text());
        ObjectNode document = Json.object()
                .put("file", checked.file())
                .put("valid", checked.errors().isEmpty());
        ArrayNode errors = document.putArray("errors");
        for (FileProblem error : checked.errors()) {
            errors.addObject()
                    .put("line", error.line())
                    .put("column", error.column())
                    .put("path", error.path())
                    .put("problem", error.problem());
        }
        ArrayNode warnings = document.putArray("warnings");
        for (PolicyWarning warning : checked.warnings()) {
            warnings.addObject()
                    .put("line", lines.line(warning.path()))
                    .put("path", warning.path())
                    .put("policy", warning.policy())
                    .put("problem", warning.what())
                    .put("fix", warning.fix());
        }
        terminal.out().println(document.toPrettyString());
    }
}
