package io.github.ecstaskretry.cli.commands.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.FunctionCommands;
import io.github.ecstaskretry.cli.commands.arguments.ConnectionOptions;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.StackOption;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.format.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that the function carries out. Its name is also the command's name in the event. */
@Command(
        exitCodeList = {
            "0:done",
            "1:not done; the answer says why, and what to do instead",
            "2:the arguments are wrong, or AWS refuses the call"
        })
abstract class OperateCommand extends TerminalCommand implements Callable<Integer> {

    static final String POLICY = "OperatorPolicyArn";

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private StackOption stack = new StackOption();

    @Option(
            names = "--function",
            paramLabel = "NAME",
            description =
                    "The function; default: the output FunctionName of --stack, or the variable RETRY_FUNCTION if there is no --stack.")
    private @Nullable String function;

    @Option(names = "--json", description = "Print the answer as JSON; see docs/operations.md.")
    private boolean json;

    @Override
    protected Terminal terminal() {
        return connection.terminal(super.terminal());
    }

    final AwsConnection aws() {
        return connection.aws();
    }

    final StackOption stack() {
        return stack;
    }

    /** Sends this command and prints the answer. */
    final int send(ObjectNode details) {
        try (FunctionCommands commands = commands()) {
            return report(commands.send(spec().name(), details));
        }
    }

    final FunctionCommands commands() {
        return new FunctionCommands(
                aws(), stack.part(function, "RETRY_FUNCTION", aws(), POLICY, "--function NAME", "FunctionName"));
    }

    /** Prints an answer of the function. */
    final int report(ObjectNode answer) {
        boolean done = answer.path("done").asBoolean();
        if (json) {
            terminal()
                    .out()
                    .println(Json.object().put("version", 1).setAll(answer).toPrettyString());
        } else {
            say(answer.path("message").asText());
            print(answer);
            if (answer.hasNonNull("advice")) {
                say("→ " + answer.path("advice").asText());
            }
        }
        return done ? ExitCode.OK : ExitCode.NO;
    }

    /** Prints the details of an answer. */
    void print(JsonNode answer) {}
}
