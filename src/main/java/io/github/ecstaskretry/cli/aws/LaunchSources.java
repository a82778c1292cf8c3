package io.github.ecstaskretry.cli.aws;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.LaunchQuery;
import io.github.ecstaskretry.core.learn.LaunchSource;
import io.github.ecstaskretry.core.learn.LaunchSource.Candidates;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.learn.EventRules;
import io.github.ecstaskretry.learn.Schedules;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** Asks the function's sources how a task was launched, with the user's credentials. */
public final class LaunchSources {

    private final LaunchLearning learning;

    /** Connects when a source is asked. */
    public LaunchSources(AwsConnection aws) {
        learning = new LaunchLearning(List.of(rules(aws), schedules(aws)), true);
    }

    /** Asks with these clients, but only if the function {@code learns} launches. */
    public LaunchSources(EventBridgeClient events, SchedulerClient scheduler, boolean learns) {
        List<LaunchSource> sources = List.of(new EventRules(() -> events), new Schedules(() -> scheduler));
        learning = new LaunchLearning(learns ? sources : List.of(), learns);
    }

    private static LaunchSource rules(AwsConnection aws) {
        return new EventRules(() -> aws.client(EventBridgeClient.builder()));
    }

    private static LaunchSource schedules(AwsConnection aws) {
        return new Schedules(() -> aws.client(SchedulerClient.builder()));
    }

    /** How a rule launches tasks. Messages name it as given. Throws an {@link UnreadableException} if AWS refuses the call. */
    public static Candidates ofRule(AwsConnection aws, LaunchQuery query, String named) {
        return find(rules(aws), query, named, "events:ListTargetsByRule");
    }

    /** How a schedule launches tasks. Messages name it as given. Throws an {@link UnreadableException} if AWS refuses the call. */
    public static Candidates ofSchedule(AwsConnection aws, LaunchQuery query, String named) {
        return find(schedules(aws), query, named, "scheduler:GetSchedule");
    }

    private static Candidates find(LaunchSource source, LaunchQuery query, String named, String permission) {
        try {
            return source.find(query);
        } catch (SdkException e) {
            throw new UnreadableException("cannot read " + named, permission, null, e);
        }
    }

    /** How the task was launched; nothing, with the reason, if AWS could not be asked. */
    public Learned learn(Situation situation) {
        try {
            return ask(situation);
        } catch (SdkException e) {
            return new Learned.Nothing(List.of(
                    "AWS could not be asked how the task was launched: " + AwsErrors.explain(e, "events", null)));
        }
    }

    /** How the task was launched. Throws an {@link SdkException} if AWS failed other than by denying access. */
    public Learned ask(Situation situation) {
        return situation.attempt().isFirst() && AttemptId.launchedFirst(situation.originalStartedBy())
                ? LaunchLearning.unasked(situation)
                : learning.learn(situation);
    }
}
