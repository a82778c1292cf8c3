package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.function.aws.CloudTrailRecords;
import io.github.ecstaskretry.function.aws.DynamoAttempts;
import io.github.ecstaskretry.function.aws.DynamoControl;
import io.github.ecstaskretry.function.aws.DynamoDigests;
import io.github.ecstaskretry.function.aws.DynamoOpenAttempts;
import io.github.ecstaskretry.function.aws.DynamoOpenReruns;
import io.github.ecstaskretry.function.aws.DynamoOrders;
import io.github.ecstaskretry.function.aws.DynamoPaceClocks;
import io.github.ecstaskretry.function.aws.EcsClusterTasks;
import io.github.ecstaskretry.function.aws.SdkThrottling;
import io.github.ecstaskretry.function.aws.SnsNotices;
import io.github.ecstaskretry.function.aws.SqsDeadLetters;
import io.github.ecstaskretry.function.aws.StepFunctionsExecutions;
import io.github.ecstaskretry.function.aws.StepFunctionsRunJobs;
import io.github.ecstaskretry.function.operate.AbortedRunJobs;
import io.github.ecstaskretry.function.operate.Commands;
import io.github.ecstaskretry.function.operate.OperatorPorts;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.FailedLaunches;
import io.github.ecstaskretry.function.retry.FirstLaunches;
import io.github.ecstaskretry.function.retry.LimitedNotices;
import io.github.ecstaskretry.function.retry.Reconcile;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import io.github.ecstaskretry.learn.EventRules;
import io.github.ecstaskretry.learn.Schedules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts the application together. */
final class Wiring {

    @Produces
    @Singleton
    Settings settings() {
        return Settings.from(System.getenv());
    }

    /** Bad settings do not keep the handler from being built: it fails each invocation with their reason. */
    @Produces
    @Singleton
    Meter meter(Provider<Settings> settings) {
        return new Meter(() -> settings.get().metricsNamespace(), InstantSource.system());
    }

    /** The adapters that several parts share. Their clients are built when they are first used. */
    record Adapters(
            DynamoAttempts attempts,
            DynamoOpenAttempts openAttempts,
            DynamoControl control,
            DynamoDigests digests,
            StepFunctionsExecutions executions,
            StepFunctionsRunJobs runJobs,
            EcsClusterTasks clusterTasks,
            SnsNotices notices) {}

    @Produces
    @Singleton
    Adapters adapters(
            Settings settings, DynamoDbClient dynamoDb, SfnClient stepFunctions, EcsClient ecs, SnsClient sns) {
        String table = settings.table().name();
        InstantSource clock = InstantSource.system();
        return new Adapters(
                new DynamoAttempts(dynamoDb, settings.table(), clock),
                new DynamoOpenAttempts(dynamoDb, table),
                new DynamoControl(dynamoDb, table, clock),
                new DynamoDigests(dynamoDb, table, clock),
                new StepFunctionsExecutions(stepFunctions, settings.table().stateMachine()),
                new StepFunctionsRunJobs(stepFunctions, dynamoDb, table, settings.runJobArn(), clock),
                new EcsClusterTasks(ecs, settings.clusters()),
                new SnsNotices(sns, settings.topicArn()));
    }

    @Produces
    @Singleton
    EndedAttempts endedAttempts(
            Settings settings,
            Meter meter,
            Adapters aws,
            DynamoDbClient dynamoDb,
            EventBridgeClient eventBridge,
            SchedulerClient scheduler) {
        Decider decider = new Decider(BuiltInCatalogue.CLASSIFIER);
        PolicySource.Loaded policy = PolicySource.load(settings.policyFile(), BuiltInCatalogue.CATALOGUE.ids());
        PolicySelector selector = new PolicySelector(
                policy.policies().staleAfterAtMost(settings.table().retention()),
                PolicyFile.builtIn().staleAfterAtMost(settings.table().retention()),
                decider);
        FirstLaunches firstLaunches = new FirstLaunches(aws.executions());
        return new EndedAttempts(
                selector,
                decider,
                aws.clusterTasks(),
                aws.control(),
                new LaunchLearning(
                        settings.learnLaunches()
                                ? List.of(
                                        firstLaunches,
                                        new EventRules(() -> eventBridge),
                                        new Schedules(() -> scheduler))
                                : List.of(firstLaunches),
                        settings.learnLaunches()),
                new DynamoPaceClocks(dynamoDb, settings.table().name(), InstantSource.system()),
                new MeteredAttempts(aws.attempts().decidedBy(policy.version()), meter, policy.policies()),
                aws.executions(),
                new LimitedNotices(aws.notices(), aws.digests(), selector::policy),
                aws.runJobs(),
                InstantSource.system());
    }

    @Produces
    @Singleton
    Reconcile reconcile(
            EndedAttempts endedAttempts,
            StoppedTasks stoppedTasks,
            AbortedRunJobs abortedRunJobs,
            Settings settings,
            Adapters aws,
            DynamoDbClient dynamoDb,
            CloudTrailClient cloudTrail) {
        return new Reconcile(
                endedAttempts,
                stoppedTasks,
                new Reconcile.Ports(
                        aws.attempts(),
                        aws.openAttempts(),
                        aws.executions(),
                        aws.runJobs(),
                        abortedRunJobs,
                        new DynamoOpenReruns(dynamoDb, settings.table().name()),
                        aws.clusterTasks(),
                        aws.control(),
                        new CloudTrailRecords(() -> cloudTrail, ours(settings), InstantSource.system(), Wiring::pause),
                        new Reconcile.Launches(settings.watchLaunches(), settings.clusters()),
                        aws.digests(),
                        aws.notices()),
                SdkThrottling::isBehind,
                InstantSource.system());
    }

    private static Arn ours(Settings settings) {
        return Arn.of(settings.table().stateMachine().value());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Produces
    @Singleton
    StoppedTasks stoppedTasks(EndedAttempts endedAttempts, Settings settings) {
        return new StoppedTasks(endedAttempts, ours(settings));
    }

    @Produces
    @Singleton
    OperatorPorts operatorPorts(
            Settings settings,
            Adapters aws,
            EndedAttempts endedAttempts,
            FailedLaunches failedLaunches,
            DynamoDbClient dynamoDb,
            SqsClient sqs) {
        return new OperatorPorts(
                aws.attempts(),
                aws.openAttempts(),
                new DynamoOrders(dynamoDb, settings.table()),
                aws.control(),
                aws.executions(),
                aws.clusterTasks(),
                endedAttempts,
                failedLaunches,
                new SqsDeadLetters(() -> sqs, settings.deadLetterQueue()),
                settings.table().stateMachine());
    }

    @Produces
    @Singleton
    Commands commands(OperatorPorts ports) {
        return new Commands(ports, InstantSource.system());
    }

    @Produces
    @Singleton
    AbortedRunJobs abortedRunJobs(OperatorPorts ports, Adapters aws) {
        return new AbortedRunJobs(ports, aws.runJobs(), InstantSource.system());
    }

    @Produces
    @Singleton
    FailedLaunches failedLaunches(EndedAttempts endedAttempts, Adapters aws) {
        return new FailedLaunches(endedAttempts, aws.executions(), aws.clusterTasks(), InstantSource.system());
    }
}
