package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

abstract class CheckupFixture {

    /** The parts along an event's path, and the parts that watch it. */
    static final List<String> PARTS = List.of(
            "clock",
            "stack",
            "rule for stops",
            "rule for launches",
            "clusters",
            "function",
            "policy",
            "launches",
            "reconciling",
            "table",
            "state machine",
            "run-job",
            "notices",
            "dead-letter queue",
            "attempts",
            "pauses",
            "alarms");

    /** The result of a reading. */
    enum Came {
        FOUND,
        ABSENT,
        UNREADABLE
    }

    /** A part, its verdict if its resource does not exist, and the changes that make the resource absent or unreadable. */
    record AskedPart(
            String part,
            Health whenAbsent,
            UnaryOperator<HealthyDeployment> absence,
            UnaryOperator<HealthyDeployment> silence) {

        HealthyDeployment answered(Came came, HealthyDeployment deployment) {
            return switch (came) {
                case FOUND -> deployment;
                case ABSENT -> absence.apply(deployment);
                case UNREADABLE -> silence.apply(deployment);
            };
        }

        @Override
        public String toString() {
            return part;
        }
    }

    static final AskedPart FUNCTION = new AskedPart(
            "function", Health.BROKEN, it -> it.withFunction(absent()), it -> it.withFunction(unreadable()));

    static final AskedPart ALARMS =
            new AskedPart("alarms", Health.WARNING, it -> it.withAlarms(absent()), it -> it.withAlarms(unreadable()));

    /** Parts that a stack can lack. */
    static final List<AskedPart> RESOURCES = List.of(
            new AskedPart(
                    "rule for stops",
                    Health.BROKEN,
                    it -> it.withTaskStopped(absent()),
                    it -> it.withTaskStopped(unreadable())),
            new AskedPart(
                    "rule for launches",
                    Health.BROKEN,
                    it -> it.withLaunchEnded(absent()),
                    it -> it.withLaunchEnded(unreadable())),
            FUNCTION,
            new AskedPart(
                    "dead-letter queue",
                    Health.BROKEN,
                    it -> it.withDeadLetters(absent()),
                    it -> it.withDeadLetters(unreadable())),
            new AskedPart("table", Health.BROKEN, it -> it.withTable(absent()), it -> it.withTable(unreadable())),
            new AskedPart(
                    "state machine",
                    Health.BROKEN,
                    it -> it.withStateMachine(absent()),
                    it -> it.withStateMachine(unreadable())),
            new AskedPart("run-job", Health.BROKEN, it -> it.withRunJob(absent()), it -> it.withRunJob(unreadable())),
            new AskedPart("notices", Health.BROKEN, it -> it.withTopic(absent()), it -> it.withTopic(unreadable())),
            new AskedPart(
                    "reconciling",
                    Health.BROKEN,
                    it -> it.withSchedule(absent()),
                    it -> it.withSchedule(unreadable())));

    /** The questions about them. */
    static final List<AskedPart> MORE = List.of(
            new AskedPart(
                    "function",
                    Health.UNKNOWN,
                    it -> it.withInvocation(absent()),
                    it -> it.withInvocation(unreadable())),
            new AskedPart("policy", Health.BROKEN, it -> it.withPolicy(absent()), it -> it.withPolicy(unreadable())),
            new AskedPart(
                    "launches", Health.UNKNOWN, it -> it.withLaunches(absent()), it -> it.withLaunches(unreadable())),
            new AskedPart(
                    "clusters", Health.UNKNOWN, it -> it.withClusters(absent()), it -> it.withClusters(unreadable())),
            new AskedPart(
                    "reconciling", Health.UNKNOWN, it -> it.withCalls(absent()), it -> it.withCalls(unreadable())),
            new AskedPart(
                    "attempts", Health.UNKNOWN, it -> it.withBacklog(absent()), it -> it.withBacklog(unreadable())),
            new AskedPart(
                    "pauses", Health.UNKNOWN, it -> it.withSlowdowns(absent()), it -> it.withSlowdowns(unreadable())),
            ALARMS);

    static List<AskedPart> everything() {
        return Stream.concat(RESOURCES.stream(), MORE.stream()).toList();
    }
}
