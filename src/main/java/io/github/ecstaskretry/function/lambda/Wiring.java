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

    @Produces
    @Singleton
    EndedAttempts endedAttempts(
            Settings settings,
            Meter meter,
            DynamoDbClient dynamoDb,
            SfnClient stepFunctions,
            SnsClient sns,
            EcsClient ecs,
            EventBridgeClient eventBridge,
            SchedulerClient scheduler) {
        Decider decider = new Decider(BuiltInCatalogue.CLASSIFIER);
        PolicySource.Loaded policy = PolicySource.load(settings.policyFile(), BuiltInCatalogue.CATALOGUE.ids());
        StepFunctionsExecutions executions =
                new StepFunctionsExecutions(stepFunctions, settings.table().stateMachine());
        PolicySelector selector = new PolicySelector(
                policy.policies().staleAfterAtMost(settings.table().retention()),
                PolicyFile.builtIn().staleAfterAtMost(settings.table().retention()),
                decider);
        return new EndedAttempts(
                selector,
                decider,
                new EcsClusterTasks(ecs, settings.clusters()),
                new DynamoControl(dynamoDb, settings.table().name(), InstantSource.system()),
                new LaunchLearning(
                        settings.learnLaunches()
                                ? List.of(
                                        new FirstLaunches(executions),
                                        new EventRules(() -> eventBridge),
                                        new Schedules(() -> scheduler))
                                : List.of(new FirstLaunches(executions)),
                        settings.learnLaunches()),
                new DynamoPaceClocks(dynamoDb, settings.table().name(), InstantSource.system()),
                new MeteredAttempts(
                        new DynamoAttempts(dynamoDb, settings.table(), InstantSource.system())
                                .decidedBy(policy.version()),
                        meter,
                        policy.policies()),
                executions,
                new LimitedNotices(
                        new SnsNotices(sns, settings.topicArn()), digests(dynamoDb, settings), selector::policy),
                runJobs(settings, dynamoDb, stepFunctions),
                InstantSource.system());
    }

    @Produces
    @Singleton
    Reconcile reconcile(
            EndedAttempts endedAttempts,
            StoppedTasks stoppedTasks,
            AbortedRunJobs abortedRunJobs,
            Settings settings,
            DynamoDbClient dynamoDb,
            SfnClient stepFunctions,
            SnsClient sns,
            EcsClient ecs,
            CloudTrailClient cloudTrail) {
        return new Reconcile(
                endedAttempts,
                stoppedTasks,
                new Reconcile.Ports(
                        new DynamoAttempts(dynamoDb, settings.table(), InstantSource.system()),
                        new DynamoOpenAttempts(dynamoDb, settings.table().name()),
                        new StepFunctionsExecutions(
                                stepFunctions, settings.table().stateMachine()),
                        runJobs(settings, dynamoDb, stepFunctions),
                        abortedRunJobs,
                        new DynamoOpenReruns(dynamoDb, settings.table().name()),
                        new EcsClusterTasks(ecs, settings.clusters()),
                        new DynamoControl(dynamoDb, settings.table().name(), InstantSource.system()),
                        new CloudTrailRecords(
                                () -> cloudTrail,
                                Arn.of(settings.table().stateMachine().value()),
                                InstantSource.system(),
                                Wiring::pause),
                        new Reconcile.Launches(settings.watchLaunches(), settings.clusters()),
                        digests(dynamoDb, settings),
                        new SnsNotices(sns, settings.topicArn())),
                SdkThrottling::isBehind,
                InstantSource.system());
    }

    private static DynamoDigests digests(DynamoDbClient dynamoDb, Settings settings) {
        return new DynamoDigests(dynamoDb, settings.table().name(), InstantSource.system());
    }

    private static StepFunctionsRunJobs runJobs(Settings settings, DynamoDbClient dynamoDb, SfnClient stepFunctions) {
        return new StepFunctionsRunJobs(
                stepFunctions, dynamoDb, settings.table().name(), settings.runJobArn(), InstantSource.system());
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
        return new StoppedTasks(
                endedAttempts, Arn.of(settings.table().stateMachine().value()));
    }

    @Produces
    @Singleton
    OperatorPorts operatorPorts(
            Settings settings,
            EndedAttempts endedAttempts,
            FailedLaunches failedLaunches,
            DynamoDbClient dynamoDb,
            SfnClient stepFunctions,
            EcsClient ecs,
            SqsClient sqs) {
        return new OperatorPorts(
                new DynamoAttempts(dynamoDb, settings.table(), InstantSource.system()),
                new DynamoOpenAttempts(dynamoDb, settings.table().name()),
                new DynamoOrders(dynamoDb, settings.table()),
                new DynamoControl(dynamoDb, settings.table().name(), InstantSource.system()),
                new StepFunctionsExecutions(stepFunctions, settings.table().stateMachine()),
                new EcsClusterTasks(ecs, settings.clusters()),
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
    AbortedRunJobs abortedRunJobs(
            OperatorPorts ports, Settings settings, DynamoDbClient dynamoDb, SfnClient stepFunctions) {
        return new AbortedRunJobs(ports, runJobs(settings, dynamoDb, stepFunctions), InstantSource.system());
    }

    @Produces
    @Singleton
    FailedLaunches failedLaunches(
            EndedAttempts endedAttempts, Settings settings, SfnClient stepFunctions, EcsClient ecs) {
        return new FailedLaunches(
                endedAttempts,
                new StepFunctionsExecutions(stepFunctions, settings.table().stateMachine()),
                new EcsClusterTasks(ecs, settings.clusters()),
                InstantSource.system());
    }
}
