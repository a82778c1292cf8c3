package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.ask.DiagnosisJson;
import io.github.ecstaskretry.cli.commands.arguments.ColourOption;
import io.github.ecstaskretry.cli.commands.arguments.DeploymentOptions;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.doctor.Checkup;
import io.github.ecstaskretry.cli.text.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ecs-retry doctor}. */
@Command(
        name = "doctor",
        header = "Check a deployment from end to end, and say what to fix.",
        description = {
            "Follows the path of an event and only reads: the rules, whether they match a stopped task, and their permission to call the"
                    + " function; the clusters; the function, its errors and its policy file; its schedule; the table, the state machine and"
                    + " the topic; the dead-letter queue; overdue attempts; the alarms; and this machine's clock.",
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
final class DoctorCommand implements Callable<Integer> {

    private final Terminal standard;

    @Mixin
    private ColourOption colour = new ColourOption();

    @Mixin
    private DeploymentOptions source = new DeploymentOptions();

    @Option(
            names = "--json",
            description =
                    "{\"version\",\"healthy\",\"findings\":[{\"part\",\"verdict\",\"says\",\"fix\"}]}; see docs/audit.md.")
    private boolean json;

    DoctorCommand(Terminal terminal) {
        this.standard = terminal;
    }

    @Override
    public Integer call() {
        Terminal terminal = colour.terminal(standard);
        Checkup diagnosis = Checkup.of(source.read());
        if (json) {
            terminal.out().println(DiagnosisJson.write(diagnosis));
        } else {
            new DiagnosisText(terminal).print(diagnosis);
        }
        return diagnosis.healthy() ? ExitCode.OK : ExitCode.NO;
    }
}
