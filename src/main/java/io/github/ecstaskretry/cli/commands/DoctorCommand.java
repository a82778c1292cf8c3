package io.github.ecstaskretry.cli.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.aws.deployment.DeploymentReader;
import io.github.ecstaskretry.cli.commands.arguments.ConnectionOptions;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.StackOption;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.doctor.CheckResult;
import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Checkup;
import io.github.ecstaskretry.cli.doctor.Stack;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.format.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        header = "Check a deployment from end to end, and say what to fix.",
        description = {
            "Follows the path of an event, and changes nothing. Checks the rules, their patterns and permissions; the"
                    + " clusters; the function, its errors, its policy file and its schedule; whether a retry would know how running"
                    + " tasks were launched; the table, the state machine and the topic; the dead-letter queue; overdue"
                    + " attempts; the alarms; and this machine's clock.",
            "The stack's output DoctorPolicyArn names an IAM policy that allows these calls."
        },
        exitCodeList = {
            "0:nothing is broken; there may be warnings",
            "1:something is broken, or could not be checked",
            "2:the stack does not exist or may not be read"
        },
        footer = {
            "./ecs-retry doctor",
            "./ecs-retry doctor --stack ecs-task-retry-test --region eu-west-1",
            "./ecs-retry doctor --json | jq '.findings[] | select(.verdict != \"ok\")'"
        })
final class DoctorCommand extends TerminalCommand implements Callable<Integer> {

    /** The width of verdict and part: the longest are {@code warning} and {@code dead-letter queue}; two blanks follow each. */
    private static final int INDENT = 9 + 19;

    private static final String ARROW = "→ ";

    @Mixin
    private StackOption stack = new StackOption();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--json", description = "Print JSON for scripts; docs/audit.md describes it.")
    private boolean json;

    @Override
    public Integer call() {
        Checkup checkup;
        try (DeploymentReader reader = new DeploymentReader(connection.aws())) {
            checkup = Checkup.of(reader.read(stack.name()));
        }
        if (json) {
            terminal().out().println(json(checkup));
        } else {
            print(checkup, connection.terminal(terminal()));
        }
        return checkup.healthy() ? ExitCode.OK : ExitCode.NO;
    }

    static String json(Checkup checkup) {
        ObjectNode document = Json.object()
                .put("version", 1)
                .put("stack", checkup.stack().name())
                .put("region", checkup.stack().region())
                .put("account", checkup.stack().account())
                .put("healthy", checkup.healthy());
        ArrayNode findings = document.putArray("findings");
        for (CheckResult finding : checkup.findings()) {
            ObjectNode node = findings.addObject()
                    .put("part", finding.part())
                    .put("verdict", word(finding))
                    .put("says", finding.says());
            Json.putIfPresent(node, "fix", finding.fix());
        }
        return document.toPrettyString();
    }

    private static void print(Checkup checkup, Terminal terminal) {
        Stack stack = checkup.stack();
        terminal.out()
                .printf(
                        "Stack %s in %s, account %s%n%n",
                        terminal.paint(stack.name(), Style.bold), stack.region(), stack.account());
        for (CheckResult finding : checkup.findings()) {
            String head = terminal.paint("%-9s".formatted(word(finding)), style(finding.verdict()))
                    + "%-19s".formatted(finding.part());
            wrapped(head + Text.printable(finding.says()), INDENT, terminal);
            if (finding.fix() != null) {
                String arrow = " ".repeat(INDENT) + terminal.paint(ARROW, Style.faint);
                wrapped(arrow + Text.printable(finding.fix()), INDENT + ARROW.length(), terminal);
            }
        }
        String summary = Stream.of(
                        count(checkup, Health.BROKEN, " broken"),
                        count(checkup, Health.UNKNOWN, "could not be checked"),
                        count(checkup, Health.WARNING, " to look at"))
                .filter(count -> !count.isEmpty())
                .collect(Collectors.joining(", "));
        terminal.out().printf("%n%s%n", summary.isEmpty() ? "All is well." : summary + ". docs/runbooks.md says more.");
    }

    private static void wrapped(String line, int indent, Terminal terminal) {
        Text.wrap(line, terminal.width(), indent).forEach(terminal.out()::println);
    }

    private static String word(CheckResult finding) {
        return finding.verdict().name().toLowerCase(Locale.ROOT);
    }

    private static Style style(Health verdict) {
        return switch (verdict) {
            case OK -> Style.fg_green;
            case WARNING -> Style.fg_yellow;
            case BROKEN -> Style.fg_red;
            case UNKNOWN -> Style.fg_magenta;
        };
    }

    private static String count(Checkup checkup, Health verdict, String words) {
        long number = checkup.count(verdict);
        return number == 0 ? "" : number + words;
    }
}
