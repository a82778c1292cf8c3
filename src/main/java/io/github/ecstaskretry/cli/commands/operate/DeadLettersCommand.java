package io.github.ecstaskretry.cli.commands.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.format.Json;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;

@Command(
        name = "dead-letters",
        header = "List the events that the function could not handle.",
        description =
                "Asks the function for the messages of the dead-letter queue, and leaves them there. --json has the whole events, with the"
                        + " values of environment overrides masked.",
        footer = {"./ecs-retry dead-letters", "./ecs-retry dead-letters --json | jq '.messages[].event'"})
public final class DeadLettersCommand extends OperateCommand {

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "List at most this many; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public Integer call() {
        return send(Json.object().put("limit", limit));
    }

    @Override
    void print(JsonNode answer) {
        if (answer.path("messages").isEmpty()) {
            return;
        }
        Table table = new Table("ID", "SENT", "KIND", "JOB", "ERROR")
                .whole("ID", "SENT")
                .leavingOut("KIND", "SENT", "JOB")
                .endingInProse();
        answer.path("messages")
                .forEach(message -> table.row(
                        cell(message, "id", Style.bold),
                        cell(message, "sentAt"),
                        cell(message, "kind"),
                        Table.cell(job(message)),
                        Table.cell(Text.printable(error(message)))));
        table.print(terminal());
        if (answer.path("more").asBoolean()) {
            say("There are more.");
        }
    }

    private static Table.Cell cell(JsonNode message, String member, Style... styles) {
        return Table.cell(Text.printable(message.path(member).asText("-")), styles);
    }

    private static String job(JsonNode message) {
        return Text.printable(
                message.hasNonNull("jobId")
                        ? message.path("jobId").asText()
                                + (message.hasNonNull("attempt")
                                        ? "-" + message.path("attempt").asText()
                                        : "")
                        : message.path("taskArn").asText("-").replaceFirst(".*/", ""));
    }

    static String error(JsonNode message) {
        return Stream.of("error", "errorMessage", "message")
                .map(member -> message.path(member).asText())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(": "));
    }
}
