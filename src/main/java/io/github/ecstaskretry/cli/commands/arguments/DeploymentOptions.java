package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.aws.deployment.DeploymentReader;
import io.github.ecstaskretry.cli.doctor.Deployment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which deployment is looked at, and how AWS is asked. */
public final class DeploymentOptions {

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "ecs-task-retry",
            description = "The CloudFormation stack; default: ${DEFAULT-VALUE}.")
    private String stack = "ecs-task-retry";

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    public Deployment read() {
        try (DeploymentReader reader = new DeploymentReader(connection.aws())) {
            return reader.read(stack);
        }
    }
}
