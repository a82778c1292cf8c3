package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.format.InvalidPolicyException;
import io.github.ecstaskretry.format.PolicyCheckJson;
import io.github.ecstaskretry.format.PolicyError;
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
        description = {"", "Every error is a line FILE:LINE:COLUMN: KEY: PROBLEM.", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the function takes the file", "1:it does not", "2:there is no such file to read"},
        footer = {
            "",
            "Example:",
            "  ./ecs-retry policy check sam/policy/retry-policy.yaml && sam deploy --config-file sam/samconfig.toml"
        })
final class PolicyCheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The policy file, YAML or JSON.")
    private Path file = Path.of("");

    @Option(
            names = "--json",
            description = "{\"file\",\"valid\",\"errors\":[{\"line\",\"column\",\"path\",\"problem\"}]}.")
    private boolean json;

    PolicyCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<PolicyError> errors = errors();
        if (json) {
            terminal.out().println(PolicyCheckJson.write(file.toString(), errors));
        } else if (errors.isEmpty()) {
            terminal.out().println(file + ": " + terminal.paint("valid", Style.fg_green));
        } else {
            errors.forEach(terminal.out()::println);
        }
        return errors.isEmpty() ? ExitCode.OK : ExitCode.NO;
    }

    private List<PolicyError> errors() {
        try {
            Policies.read(file);
            return List.of();
        } catch (InvalidPolicyException e) {
            return e.errors();
        }
    }
}
