package io.github.ecstaskretry.cli.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.ask.lint.PolicyLint;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.cli.commands.arguments.PolicyInput;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.YamlDocument;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.policy.EffectivePolicy;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "policy",
        header = "Check, test and compare policy files, or show a policy with its defaults.",
        description = "A policy file says which tasks are retried, when, and how often; see docs/policy.md.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "./ecs-retry policy check sam/policy/retry-policy.yaml",
            "./ecs-retry policy show sam/policy/retry-policy.yaml --json",
            "./ecs-retry policy test docs/examples/policy-cases.yaml",
            "./ecs-retry policy compare deployed.yaml changed.yaml --since 30d"
        })
final class PolicyCommand extends TerminalCommand {

    private record Checked(String file, String text, List<FileProblem> errors, List<PolicyLint.Warning> warnings) {}

    @Command(
            name = "check",
            header = "Check policy files, as the function does when it starts.",
            description = {
                "Prints each error as FILE:LINE:COLUMN: KEY: PROBLEM, with the line and a caret below it. Prints a warning,"
                        + " FILE:LINE: warning: KEY: PROBLEM FIX, for a part that the function accepts but that has no effect, such as a"
                        + " rule that an earlier rule makes unreachable."
            },
            exitCodeList = {
                "0:the function accepts every file",
                "1:a file has an error or, with --strict, a warning",
                "2:a file cannot be read"
            },
            footer =
                    "./ecs-retry policy check --strict sam/policy/retry-policy.yaml && sam deploy --config-file sam/samconfig.toml")
    int check(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "Policy files, YAML or JSON; - is standard input.")
                    List<Path> files,
            @Option(names = "--strict", description = "Exit with 1 if there is a warning, too.") boolean strict,
            @Option(
                            names = "--json",
                            description =
                                    "One document per file: {\"file\",\"valid\",\"errors\":[{\"line\",\"column\",\"path\",\"problem\"}],"
                                            + "\"warnings\":[{\"line\",\"path\",\"policy\",\"problem\",\"fix\"}]}.")
                    boolean json) {
        List<Checked> checked = files.stream().map(this::check).toList();
        checked.forEach(json ? this::printJson : this::print);
        return checked.stream()
                        .allMatch(file -> file.errors().isEmpty()
                                && !(strict && !file.warnings().isEmpty()))
                ? ExitCode.OK
                : ExitCode.NO;
    }

    private Checked check(Path path) {
        boolean standardInput = path.equals(Path.of("-"));
        String file = standardInput ? "<stdin>" : path.toString();
        String text = standardInput ? standardInput() : InputFile.text(path);
        try {
            PolicySet policies = PolicyFile.read(file, text, BuiltInCatalogue.CATALOGUE.ids());
            return new Checked(file, text, List.of(), PolicyLint.warnings(policies, BuiltInCatalogue.CATALOGUE));
        } catch (InvalidYamlException e) {
            return new Checked(file, text, e.problems(), List.of());
        }
    }

    private String standardInput() {
        try {
            return new String(terminal().in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InputError("cannot read standard input: " + e.getMessage(), e);
        }
    }

    private void print(Checked checked) {
        checked.errors()
                .forEach(error -> terminal()
                        .out()
                        .println(Text.printableLines(error + PolicyInput.excerpt(checked.text(), error))));
        YamlDocument lines = new YamlDocument(checked.file(), checked.text());
        checked.warnings()
                .forEach(warning -> terminal()
                        .out()
                        .println(checked.file() + ":" + lines.line(warning.path()) + ": "
                                + terminal().paint("warning", Style.fg_yellow) + ": "
                                + Text.printable(warning.toString())));
        if (checked.errors().isEmpty()) {
            terminal().out().println(checked.file() + ": " + terminal().paint("valid", Style.fg_green));
        }
    }

    private void printJson(Checked checked) {
        YamlDocument lines = new YamlDocument(checked.file(), checked.text());
        ObjectNode document = Json.object()
                .put("file", checked.file())
                .put("valid", checked.errors().isEmpty());
        ArrayNode errors = document.putArray("errors");
        checked.errors()
                .forEach(error -> errors.addObject()
                        .put("line", error.line())
                        .put("column", error.column())
                        .put("path", error.path())
                        .put("problem", error.problem()));
        ArrayNode warnings = document.putArray("warnings");
        checked.warnings()
                .forEach(warning -> warnings.addObject()
                        .put("line", lines.line(warning.path()))
                        .put("path", warning.path())
                        .put("policy", warning.policy())
                        .put("problem", warning.what())
                        .put("fix", warning.fix()));
        terminal().out().println(document.toPrettyString());
    }

    @Command(
            name = "show",
            header = "Show the effective policy: the file with every default and preset written out.",
            description = "The output is itself a policy file.",
            footer = {
                "./ecs-retry policy show",
                "./ecs-retry policy show sam/policy/retry-policy.yaml --json | jq '.policies[].deadline'"
            })
    int show(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "The policy file, YAML or JSON; by default, the built-in policy.")
                    @Nullable Path file,
            @Option(names = "--json", description = "JSON instead of YAML.") boolean json) {
        PolicySet policies = PolicyInput.load(file);
        terminal().out().print(json ? EffectivePolicy.json(policies) + "\n" : EffectivePolicy.yaml(policies));
        return ExitCode.OK;
    }
}
