package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.ask.PolicyCheckJson;
import io.github.ecstaskretry.cli.ask.lint.PolicyLint;
import io.github.ecstaskretry.cli.ask.lint.PolicyWarning;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.policy.InvalidPolicyException;
import io.github.ecstaskretry.format.policy.PolicyError;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.format.policy.PolicyLines;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with a policy file. */
@Command(
        name = "check",
        header = "Check a policy file, as the function does when it starts.",
        description = {
            "Every error is a line FILE:LINE:COLUMN: KEY: PROBLEM. What the function takes but what has no effect, such as a rule"
                    + " that an earlier one leaves nothing to, is a warning FILE:LINE: warning: KEY: PROBLEM FIX."
        },
        exitCodeList = {"0:the function takes the file", "1:it does not", "2:there is no such file to read"},
        footer = {"./ecs-retry policy check sam/policy/retry-policy.yaml && sam deploy --config-file sam/samconfig.toml"
        })
final class PolicyCheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The policy file, YAML or JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--json",
            description = "{\"file\",\"valid\",\"errors\":[{\"line\",\"column\",\"path\",\"problem\"}],"
                    + "\"warnings\":[{\"line\",\"path\",\"policy\",\"problem\",\"fix\"}]}.")
    private boolean json;

    PolicyCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String text = InputFile.text(file);
        PolicyLines lines = PolicyLines.of(text);
        Catalogue catalogue = CatalogueYaml.builtIn();
        try {
            PolicySet policies = PolicyFile.read(file.toString(), text, catalogue.ids());
            report(List.of(), PolicyLint.warnings(policies, catalogue), lines);
            return ExitCode.OK;
        } catch (InvalidPolicyException e) {
            report(e.errors(), List.of(), lines);
            return ExitCode.NO;
        }
    }

    private void report(List<PolicyError> errors, List<PolicyWarning> warnings, PolicyLines lines) {
        if (json) {
            terminal.out().println(PolicyCheckJson.write(file.toString(), errors, warnings, lines));
            return;
        }
        errors.forEach(terminal.out()::println);
        for (PolicyWarning warning : warnings) {
            terminal.out()
                    .println(file + ":" + lines.line(warning.path()) + ": " + terminal.paint("warning", Style.fg_yellow)
                            + ": " + warning);
        }
        if (errors.isEmpty()) {
            terminal.out().println(file + ": " + terminal.paint("valid", Style.fg_green));
        }
    }
}
