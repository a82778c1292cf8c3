package io.github.ecstaskretry.cli.aws;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.learn.EventRules;
import io.github.ecstaskretry.learn.Schedules;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** The sources that the function asks how a task was launched, asked by the caller of the command line. */
public final class LaunchSources {

    private final LaunchLearning learning;

    /** Connects when a source is asked. */
    public LaunchSources(AwsConnection aws) {
        learning = new LaunchLearning(
                List.of(
                        new EventRules(() -> aws.client(EventBridgeClient.builder())),
                        new Schedules(() -> aws.client(SchedulerClient.builder()))),
                true);
    }

    /** How the task was launched; nothing, with the reason, if AWS could not be asked. */
    public Learned learn(Situation situation) {
        if (situation.attempt().isFirst() && AttemptId.launchedFirst(situation.originalStartedBy())) {
            return LaunchLearning.unasked(situation);
        }
        try {
            return learning.learn(situation);
        } catch (SdkException e) {
            return new Learned.Nothing(List.of(
                    "AWS could not be asked how the task was launched: " + AwsErrors.explain(e, "events", null)));
        }
    }
}
