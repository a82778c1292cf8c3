package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.task.ContainerExit;

/**
 * Containers that AWS adds to a task and that no task definition names: the GuardDuty agent (Amazon GuardDuty user guide, "How
 * Runtime Monitoring works with Fargate") and the Service Connect proxy (Amazon ECS developer guide, "Service Connect").
 */
final class InjectedContainers {

    private InjectedContainers() {}

    static boolean contains(ContainerExit container) {
        return container.name().startsWith("aws-guardduty-agent")
                || container.name().startsWith("ecs-service-connect");
    }
}
