package io.github.ecstaskretry.testkit.simulation;

import io.github.ecstaskretry.testkit.simulation.Callers.Configured;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import software.amazon.awssdk.services.eventbridge.model.AssignPublicIp;
import software.amazon.awssdk.services.eventbridge.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.eventbridge.model.LaunchType;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** The targets of rules and schedules, in the classes of their services. */
final class CallerTargets {

    private CallerTargets() {}

    static Target ofRule(Configured rule) {
        Job job = rule.job();
        String network = rule.network().orElseThrow();
        return Target.builder()
                .id("1")
                .arn(job.clusterArn())
                .input(Json.write(job.overrides()))
                .ecsParameters(parameters -> {
                    parameters
                            .taskDefinitionArn(job.taskDefinitionArn())
                            .group(job.group())
                            .platformVersion("1.4.0")
                            .networkConfiguration(configuration ->
                                    configuration.awsvpcConfiguration(vpc -> vpc.subnets(Caller.subnet(network))
                                            .securityGroups(Caller.securityGroup(network))
                                            .assignPublicIp(AssignPublicIp.DISABLED)));
                    if (job.spot()) {
                        parameters.capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                                .capacityProvider("FARGATE_SPOT")
                                .weight(1)
                                .base(0)
                                .build());
                    } else {
                        parameters.launchType(LaunchType.FARGATE);
                    }
                })
                .build();
    }

    static software.amazon.awssdk.services.scheduler.model.Target ofSchedule(Configured schedule) {
        Job job = schedule.job();
        String network = schedule.network().orElseThrow();
        return software.amazon.awssdk.services.scheduler.model.Target.builder()
                .arn(job.clusterArn())
                .input(Json.write(job.overrides()))
                .ecsParameters(parameters -> {
                    parameters
                            .taskDefinitionArn(job.taskDefinitionArn())
                            .group(job.group())
                            .platformVersion("1.4.0")
                            .networkConfiguration(configuration ->
                                    configuration.awsvpcConfiguration(vpc -> vpc.subnets(Caller.subnet(network))
                                            .securityGroups(Caller.securityGroup(network))
                                            .assignPublicIp("DISABLED")));
                    if (job.spot()) {
                        parameters.capacityProviderStrategy(
                                software.amazon.awssdk.services.scheduler.model.CapacityProviderStrategyItem.builder()
                                        .capacityProvider("FARGATE_SPOT")
                                        .weight(1)
                                        .base(0)
                                        .build());
                    } else {
                        parameters.launchType("FARGATE");
                    }
                })
                .build();
    }
}
