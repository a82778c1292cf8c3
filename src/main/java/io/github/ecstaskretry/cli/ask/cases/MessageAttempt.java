package io.github.ecstaskretry.cli.ask.cases;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskSize;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task that stopped with a message, or a launch that failed with one. Everything that the message does not say is made up. */
final class MessageAttempt {

    static final AttemptId ID = new AttemptId("00000000000000000000000000000000", 1);

    private static final String ECS = "arn:aws:ecs:eu-west-1:111122223333:";
    private static final String NEVER_STARTED = "TaskFailedToStart";
    private static final Instant STOPPED_AT = Instant.parse("2026-01-31T12:00:00Z");

    private MessageAttempt() {}

    static EndedAttempt of(Stop stop, String cluster, String family, @Nullable String startedBy) {
        String clusterArn = ECS + "cluster/" + cluster;
        String taskDefinition = ECS + "task-definition/" + family + ":1";
        Origin origin = new Origin("family:" + family, startedBy);
        return switch (stop) {
            case Stop.TaskStop task ->
                new StoppedTask(
                        new TaskArn(ECS + "task/" + cluster + "/" + ID.jobId()),
                        clusterArn,
                        taskDefinition,
                        origin,
                        new Placement(task.launchType(), null, null, Set.of(), Set.of(), TaskSize.UNKNOWN),
                        new Times(
                                STOPPED_AT.minusSeconds(60),
                                NEVER_STARTED.equals(task.stopCode()) ? null : STOPPED_AT.minusSeconds(30),
                                STOPPED_AT),
                        task,
                        TaskOverrides.NONE,
                        false,
                        EventRef.NONE);
            case Stop.LaunchFailure launch ->
                new FailedLaunch(
                        ID,
                        clusterArn,
                        taskDefinition,
                        origin,
                        new Placement(null, null, null, Set.of(), Set.of(), TaskSize.UNKNOWN),
                        new Times(null, null, STOPPED_AT),
                        launch,
                        TaskOverrides.NONE,
                        false,
                        EventRef.NONE);
        };
    }
}
