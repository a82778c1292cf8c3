package io.github.ecstaskretry.cli.commands.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.TimeText;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "pause",
        header = "Hold retries back until they are resumed.",
        description =
                "Without a scope, pauses all retries of the deployment. Failures are still recorded and ends still announced, but"
                        + " retries are held (HELD) until 'ecs-retry resume', --until, or their job's deadline. Retries that wait already go on.",
        footer = {
            "./ecs-retry pause --family etl-orders --until 2h --reason 'the registry is down'",
            "./ecs-retry pause --reason 'change of the network'"
        })
public final class PauseCommand extends OperateCommand {

    @Mixin
    private ScopeOptions scope = new ScopeOptions();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description =
                    "Resume by itself after this long or at this time, such as 2h, 2026-11-30T18:00:00Z or '2026-11-30 18:00' (UTC);"
                            + " default: not by itself.")
    private @Nullable String until;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why, for those who look at held retries.")
    private String reason = "";

    @Override
    public Integer call() {
        ObjectNode details = Json.object().put("scope", scope.text()).put("reason", reason);
        if (until != null) {
            details.put("until", Timestamps.format(end(until, Instant.now())));
        }
        return send(details);
    }

    private static Instant end(String text, Instant now) {
        try {
            Instant end = TimeText.parseAhead(text, now, ZoneOffset.UTC);
            if (!end.isAfter(now)) {
                throw new InputError("--until: the time must be in the future, found '" + text + "'");
            }
            return end;
        } catch (IllegalArgumentException e) {
            throw new InputError("--until: " + e.getMessage(), e);
        }
    }
}
