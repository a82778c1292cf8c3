package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.policy.EffectivePolicy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a policy file with its defaults. */
@Command(
        name = "show",
        header = "Show the effective policy: the file with every default and preset written out.",
        description = {"The output is itself a policy file."},
        footer = {
            "./ecs-retry policy show",
            "./ecs-retry policy show sam/policy/retry-policy.yaml --json | jq '.policies[].deadline'"
        })
final class PolicyShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The policy file, YAML or JSON; by default, the built-in policy.")
    private @Nullable Path file;

    @Option(names = "--json", description = "JSON instead of YAML.")
    private boolean json;

    PolicyShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PolicySet policies = PolicyInput.load(file);
        if (json) {
            terminal.out().println(EffectivePolicy.json(policies));
        } else {
            terminal.out().print(EffectivePolicy.yaml(policies));
        }
        return ExitCode.OK;
    }
}
