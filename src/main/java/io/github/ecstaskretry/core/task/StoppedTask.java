package io.github.ecstaskretry.core.task;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stopped ECS task: everything in its state-change event that a decision, a record or a re-run needs.
 *
 * @param origin who started it, and as what
 * @param times when it was created, started and stopped
 * @param overrides what the caller of RunTask had overridden
 * @param event the event that reported the stop
 */
public record StoppedTask(
        TaskArn arn,
        String clusterArn,
        String taskDefinitionArn,
        Origin origin,
        Placement placement,
        Times times,
        Stop.TaskStop stop,
        TaskOverrides overrides,
        boolean enableExecuteCommand,
        EventRef event)
        implements EndedAttempt {

    /** The same task, started by somebody else or at another time. */
    public StoppedTask as(Origin otherOrigin, Times otherTimes) {
        return with(otherOrigin, placement, otherTimes, overrides);
    }

    /** The same task, launched differently. */
    public StoppedTask on(Placement otherPlacement, TaskOverrides otherOverrides) {
        return with(origin, otherPlacement, times, otherOverrides);
    }

    private StoppedTask with(Origin newOrigin, Placement newPlacement, Times newTimes, TaskOverrides newOverrides) {
        return new StoppedTask(
                arn,
                clusterArn,
                taskDefinitionArn,
                newOrigin,
                newPlacement,
                newTimes,
                stop,
                newOverrides,
                enableExecuteCommand,
                event);
    }

    /**
     * Who started the task, and in which group.
     *
     * @param group {@code family:<family>} by default, {@code service:<name>} for services, else the caller's own text
     * @param startedBy null when RunTask was called without
     */
    public record Origin(@Nullable String group, @Nullable String startedBy) {}

    /**
     * Where the task ran.
     *
     * @param launchType {@code FARGATE}, {@code EC2}, {@code EXTERNAL} or {@code MANAGED_INSTANCES}; null in old events
     * @param capacityProvider only when a capacity provider placed the task; {@code FARGATE_SPOT} has launch type FARGATE
     * @param platformVersion Fargate's, resolved to a number; null elsewhere
     * @param attachmentTypes of the task's attachments, such as {@code eni}
     * @param subnets of the task's network interfaces; empty if they are not known
     * @param size what ECS reserved for it
     * @param detail facts that only a changed launch needs
     */
    public record Placement(
            @Nullable String launchType,
            @Nullable String capacityProvider,
            @Nullable String platformVersion,
            Set<String> attachmentTypes,
            Set<String> subnets,
            TaskSize size,
            Detail detail) {

        private static final Set<String> NETWORK_INTERFACES = Set.of("eni", "ElasticNetworkInterface");

        /** A placement without details. */
        public Placement(
                @Nullable String launchType,
                @Nullable String capacityProvider,
                @Nullable String platformVersion,
                Set<String> attachmentTypes,
                Set<String> subnets,
                TaskSize size) {
            this(launchType, capacityProvider, platformVersion, attachmentTypes, subnets, size, Detail.UNKNOWN);
        }

        public Placement {
            attachmentTypes = Set.copyOf(attachmentTypes);
            subnets = Set.copyOf(subnets);
        }

        public Placement on(String instanceId) {
            return new Placement(
                    launchType,
                    capacityProvider,
                    platformVersion,
                    attachmentTypes,
                    subnets,
                    size,
                    detail.on(instanceId));
        }

        /** True on Fargate, also behind FARGATE_SPOT. */
        public boolean fargate() {
            return "FARGATE".equals(launchType);
        }

        /** True when RunTask wants a network configuration: always on Fargate, elsewhere when the task had an interface. */
        public boolean awsvpc() {
            return fargate() || attachmentTypes.stream().anyMatch(NETWORK_INTERFACES::contains);
        }

        /** True when the task had an EBS volume, which RunTask configures at launch. */
        public boolean hasLaunchVolume() {
            return attachmentTypes.contains("AmazonElasticBlockStorage");
        }
    }

    /**
     * More about where the task ran.
     *
     * @param windows whether its platform family is one of Windows, which only Fargate shows
     * @param memory of its containers, by name
     * @param zone such as {@code eu-west-1a}; null if unknown
     * @param containerInstance the ARN of its container instance; null on Fargate
     * @param instanceId such as {@code i-0123456789abcdef0}; null on Fargate, and unless it has been looked up
     */
    public record Detail(
            boolean windows,
            Map<String, ContainerMemory> memory,
            @Nullable String zone,
            @Nullable String containerInstance,
            @Nullable String instanceId) {

        public static final Detail UNKNOWN = new Detail(false, Map.of(), null, null, null);

        public Detail {
            memory = Map.copyOf(memory);
        }

        /** The same for another attempt, whose zone and instance are unknown; placeholders stand for them. */
        public Detail of(AttemptId attempt) {
            String which = " of attempt " + attempt.number();
            return new Detail(
                    windows,
                    memory,
                    zone == null ? null : "zone" + which,
                    containerInstance,
                    instanceId == null ? null : "instance" + which);
        }

        private Detail on(String instance) {
            return new Detail(windows, memory, zone, containerInstance, instance);
        }
    }

    /**
     * The memory of a container, in MiB (Amazon ECS API reference, {@code Container}).
     *
     * @param limit at which it is killed; null if only the task's memory limits it
     * @param reservation that it can exceed; null if it has none
     */
    public record ContainerMemory(
            @Nullable Long limit, @Nullable Long reservation) {}

    /**
     * When the task was created, started and stopped.
     *
     * @param createdAt null when the event leaves it out
     * @param startedAt null when the task never ran
     * @param stoppedAt the event's own time when the task carries none
     */
    public record Times(
            @Nullable Instant createdAt, @Nullable Instant startedAt, Instant stoppedAt) {

        /** When the task was created, or the earliest time known of it. */
        public Instant createdOrStoppedAt() {
            return createdAt == null ? stoppedAt : createdAt;
        }
    }

    /** The event that reported the stop. The version is {@code detail.version}, which counts up per task; 0 if the event has none. */
    public record EventRef(String id, long version) {

        /** The event of an end that no event reported. */
        public static final EventRef NONE = new EventRef("", 0);
    }
}
