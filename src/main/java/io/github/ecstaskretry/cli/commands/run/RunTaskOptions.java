package io.github.ecstaskretry.cli.commands.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The task to run and its place. Makes RunTask's request in Pascal case, as the Step Functions AWS SDK integration takes it. */
final class RunTaskOptions {

    @Option(
            names = "--task-definition",
            required = true,
            paramLabel = "NAME",
            description = "The task definition: its family for the newest revision, family:revision, or the ARN.")
    private String taskDefinition = "";

    @Option(names = "--cluster", required = true, paramLabel = "NAME", description = "The cluster's name or ARN.")
    private String cluster = "";

    @Option(
            names = "--network-from",
            paramLabel = "SOURCE",
            description =
                    "Take network, launch type, capacity providers and platform version from rule:NAME (an EventBridge rule) or"
                            + " schedule:NAME (EventBridge Scheduler) with a target on this cluster. Other options override them.")
    private @Nullable String networkFrom;

    @Option(names = "--subnets", split = ",", paramLabel = "ID", description = "Subnets, for tasks in awsvpc mode.")
    private List<String> subnets = List.of();

    @Option(names = "--security-groups", split = ",", paramLabel = "ID", description = "Security groups of the task.")
    private List<String> securityGroups = List.of();

    @Option(names = "--public-ip", description = "Give the task a public IP address.")
    private boolean publicIp;

    @Option(names = "--launch-type", paramLabel = "TYPE", description = "FARGATE, EC2 or EXTERNAL.")
    private @Nullable String launchType;

    @Option(
            names = "--capacity-provider",
            paramLabel = "NAME",
            description = "Such as FARGATE_SPOT; default: the cluster's default strategy.")
    private @Nullable String capacityProvider;

    @Option(names = "--container", paramLabel = "NAME", description = "The container that --command and --env are for.")
    private @Nullable String container;

    @Option(
            names = "--command",
            arity = "1..*",
            paramLabel = "WORD",
            description = "The container's command, word by word. Give it last, or end it with --.")
    private List<String> command = List.of();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable of the container's environment; may be repeated.")
    private Map<String, String> environment = new LinkedHashMap<>();

    String cluster() {
        return cluster;
    }

    String taskDefinition() {
        return taskDefinition;
    }

    /** RunTask's request. Throws an {@link InputError} if the options do not fit each other, or the source cannot be used. */
    ObjectNode request(AwsConnection aws, String clusterArn) {
        ObjectNode request = Json.object().put("TaskDefinition", taskDefinition).put("Cluster", clusterArn);
        RunTaskRequest source =
                networkFrom == null ? null : new NetworkSource(aws).launch(networkFrom, clusterArn, taskDefinition);
        if (source != null) {
            request.setAll(LaunchRequestJson.placement(source));
        }
        if (launchType != null && capacityProvider != null) {
            throw new InputError("give either --launch-type or --capacity-provider: RunTask takes one of them");
        }
        if (launchType != null || capacityProvider != null) {
            request.remove(List.of("LaunchType", "CapacityProviderStrategy"));
        }
        Json.putIfPresent(request, "LaunchType", launchType);
        if (capacityProvider != null) {
            request.putArray("CapacityProviderStrategy").addObject().put("CapacityProvider", capacityProvider);
        }
        if (!subnets.isEmpty()) {
            network(request);
        } else if (!securityGroups.isEmpty() || publicIp) {
            throw new InputError("--security-groups and --public-ip need --subnets");
        }
        overrides(request);
        return request;
    }

    private void network(ObjectNode request) {
        ObjectNode network = request.putObject("NetworkConfiguration").putObject("AwsvpcConfiguration");
        network.set("Subnets", Json.tree(subnets));
        Json.putIfPresent(network, "SecurityGroups", securityGroups);
        network.put("AssignPublicIp", publicIp ? "ENABLED" : "DISABLED");
    }

    private void overrides(ObjectNode request) {
        if (command.isEmpty() && environment.isEmpty()) {
            return;
        }
        if (container == null) {
            throw new InputError("--command and --env need --container NAME");
        }
        ObjectNode override = request.putObject("Overrides")
                .putArray("ContainerOverrides")
                .addObject()
                .put("Name", container);
        Json.putIfPresent(override, "Command", command);
        if (!environment.isEmpty()) {
            ArrayNode variables = override.putArray("Environment");
            environment.forEach(
                    (name, value) -> variables.addObject().put("Name", name).put("Value", value));
        }
    }
}
