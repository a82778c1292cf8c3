package io.github.ecstaskretry.cli.commands.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rerun",
        header = "Run an ended job again, as a new job.",
        description = {
            "The new job has the old one's id with -r1, -r2 and so on, and is retried like any other. It is launched as the old job's"
                    + " last attempt was.",
            "The record has the names of the environment overrides, but not their values. The function takes the values from the last"
                    + " execution or from ECS. If neither has them any more, it names those that are missing."
        },
        footer = {
            "./ecs-retry rerun 0123456",
            "./ecs-retry rerun 0123456 --env RUN_DATE=2026-11-30 --env app:TOKEN",
            "./ecs-retry rerun 0123456 --yes --json | jq -r .newJobId"
        })
public final class RerunCommand extends JobCommand {

    /** The values for every container that misses that name. */
    private static final String EVERY_CONTAINER = "*";

    private static final Pattern VARIABLE =
            Pattern.compile("(?:([A-Za-z0-9_-]{1,255}):)?([^=:]+)(?:=(.*))?", Pattern.DOTALL);

    @Option(
            names = "--env",
            paramLabel = "[CONTAINER:]NAME[=VALUE]",
            description =
                    "The value of an environment override; without a value, that of the variable in this shell. Without a container,"
                            + " for every container that misses the name.")
    private List<String> environment = List.of();

    @Override
    String question(String job) {
        return "Run " + job + " again as a new job?";
    }

    @Override
    void addTo(ObjectNode details) {
        if (environment.isEmpty()) {
            return;
        }
        ObjectNode containers = details.putObject("environment");
        for (String variable : environment) {
            Matcher parts = VARIABLE.matcher(variable);
            if (!parts.matches()) {
                // The message leaves out the text, because it may hold a secret.
                throw new InputError(
                        "--env: expected NAME=VALUE, CONTAINER:NAME=VALUE, or the name of a variable of this shell");
            }
            String container = parts.group(1) == null ? EVERY_CONTAINER : parts.group(1);
            containers.withObjectProperty(container).put(parts.group(2), value(parts.group(2), parts.group(3)));
        }
    }

    private static String value(String name, @Nullable String given) {
        @Nullable String value = given == null ? System.getenv(name) : given;
        if (value == null) {
            throw new InputError("--env " + name + ": this shell has no such variable; give " + name + "=VALUE");
        }
        return value;
    }

    @Override
    void print(JsonNode answer) {
        answer.path("missing")
                .forEach(missing -> say("  --env " + missing.path("container").asText() + ":"
                        + missing.path("name").asText() + "=VALUE"));
    }
}
