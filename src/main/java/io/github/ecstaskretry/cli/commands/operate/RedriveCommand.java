package io.github.ecstaskretry.cli.commands.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.aws.FunctionCommands;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.format.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "redrive",
        header = "Hand events of the dead-letter queue to the function again.",
        description =
                "The function deletes a message once it has handled its event. What fails again stays in the queue, and the answer says"
                        + " why. An event that was already recorded decides and launches nothing twice.",
        footer = {"./ecs-retry redrive", "./ecs-retry redrive --id 1111 --yes"})
public final class RedriveCommand extends OperateCommand {

    @Option(
            names = "--id",
            paramLabel = "ID",
            split = ",",
            description =
                    "Only the message with this id, or with the id that begins so, as 'ecs-retry dead-letters' shows it; may be given"
                            + " several times.")
    private List<String> ids = List.of();

    @Mixin
    private YesOption yes = new YesOption();

    @Override
    public Integer call() {
        String which = ids.isEmpty()
                ? "every message of the dead-letter queue"
                : ids.size() == 1 ? "message " + ids.getFirst() : ids.size() + " messages";
        if (!yes.agreed(terminal(), "Hand " + which + " to the function again?")) {
            return ExitCode.NO;
        }
        try (FunctionCommands commands = commands()) {
            List<String> left = new ArrayList<>(ids);
            ObjectNode answer = commands.send("redrive", details(left));
            ArrayNode handled = Json.array().addAll(list(answer, "handled"));
            // An invocation has one minute. Failed messages stay in the queue, so another invocation makes sense only
            // after progress.
            while (answer.path("more").asBoolean() && !list(answer, "handled").isEmpty()) {
                list(answer, "handled").forEach(id -> left.removeIf(id.asText()::startsWith));
                if (left.isEmpty() && !ids.isEmpty()) {
                    break;
                }
                answer = commands.send("redrive", details(left));
                handled.addAll(list(answer, "handled"));
                answer.put(
                        "message",
                        handled.size() + " in all. " + answer.path("message").asText());
            }
            answer.set("handled", handled);
            int exitCode = report(answer);
            return list(answer, "failed").isEmpty() ? exitCode : ExitCode.NO;
        }
    }

    private static ArrayNode list(ObjectNode answer, String member) {
        return answer.withArrayProperty(member);
    }

    private static ObjectNode details(List<String> ids) {
        ObjectNode details = Json.object();
        if (!ids.isEmpty()) {
            ArrayNode list = details.putArray("ids");
            ids.forEach(list::add);
        }
        return details;
    }

    @Override
    void print(JsonNode answer) {
        answer.path("failed")
                .forEach(failed -> say(failed.path("id").asText() + "  " + DeadLettersCommand.error(failed)));
    }
}
