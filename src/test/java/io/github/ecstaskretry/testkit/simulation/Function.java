package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.EventJson;
import io.github.ecstaskretry.format.event.Incoming;
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
import io.github.ecstaskretry.function.aws.StepFunctionsExecutions;
import io.github.ecstaskretry.function.aws.StepFunctionsRunJobs;
import io.github.ecstaskretry.function.operate.AbortedRunJobs;
import io.github.ecstaskretry.function.operate.Commands;
import io.github.ecstaskretry.function.operate.OperatorPorts;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.FailedLaunches;
import io.github.ecstaskretry.function.retry.FirstLaunches;
import io.github.ecstaskretry.function.retry.Handled;
import io.github.ecstaskretry.function.retry.LimitedNotices;
import io.github.ecstaskretry.function.retry.Reconcile;
import io.github.ecstaskretry.function.retry.Reconciled;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import io.github.ecstaskretry.learn.EventRules;
import io.github.ecstaskretry.learn.Schedules;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.StateMachineArn;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** The function as it is wired for AWS, on other clients. */
final class Function {

    /** The part of the invocation in which new work may begin. */
    private static final Duration TIME_FOR_RECONCILING = Calls.FUNCTION_TIMEOUT.minusSeconds(30);

    private static final Decider DECIDER = new Decider(new Classifier(CatalogueYaml.builtIn()));
    private static final StateMachineArn WAIT_AND_RUN = new StateMachineArn(LaunchEvent.STATE_MACHINE_ARN);
    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:notices";

    private final StoppedTasks stoppedTasks;
    private final FailedLaunches failedLaunches;
    private final Reconcile reconcile;
    private final Commands commands;
    private final AbortedRunJobs abortedRunJobs;
    private final InstantSource clock;
    private final Consumer<String> handledLetters;

    /**
     * For one invocation.
     *
     * @param watched clusters
     * @param watchesLaunches whether it looks for launches of others that failed
     * @param retention of records
     */
    Function(
            PolicySet policies,
            List<String> watched,
            boolean watchesLaunches,
            Duration retention,
            Clients clients,
            InstantSource clock,
            Variant variant) {
        AttemptTable table = new AttemptTable("attempts", WAIT_AND_RUN, retention);
        StepFunctionsExecutions executions = new StepFunctionsExecutions(clients.stepFunctions(), WAIT_AND_RUN);
        EcsClusterTasks clusterTasks = new EcsClusterTasks(clients.ecs(), watched);
        SnsNotices topic = new SnsNotices(clients.sns(), TOPIC);
        PolicySelector selector = new PolicySelector(policies, Deployment.OF_RUN_JOB.policies(), DECIDER);
        DynamoDigests digests = new DynamoDigests(clients.dynamoDb(), table.name(), clock);
        Ports ports = variant.ports(new Ports(new DynamoAttempts(clients.dynamoDb(), table, clock), topic));
        StepFunctionsRunJobs runJobs = new StepFunctionsRunJobs(
                clients.stepFunctions(), clients.dynamoDb(), table.name(), RunJob.STATE_MACHINE_ARN, clock);
        EndedAttempts endedAttempts = new EndedAttempts(
                selector,
                DECIDER,
                clusterTasks,
                new DynamoControl(clients.dynamoDb(), table.name(), clock),
                new LaunchLearning(
                        List.of(
                                new FirstLaunches(executions),
                                new EventRules(clients.sources()::eventBridge),
                                new Schedules(clients.sources()::scheduler)),
                        true),
                new DynamoPaceClocks(clients.dynamoDb(), table.name(), clock),
                ports.attempts(),
                executions,
                new LimitedNotices(ports.notices(), digests, selector::policy),
                runJobs,
                clock);
        this.clock = clock;
        this.handledLetters = clients.handledLetters();
        stoppedTasks = new StoppedTasks(endedAttempts, TaskEvent.OURS);
        failedLaunches = new FailedLaunches(endedAttempts, executions, clusterTasks, clock);
        OperatorPorts operatorPorts = new OperatorPorts(
                ports.attempts(),
                new DynamoOpenAttempts(clients.dynamoDb(), table.name()),
                new DynamoOrders(clients.dynamoDb(), table),
                new DynamoControl(clients.dynamoDb(), table.name(), clock),
                executions,
                clusterTasks,
                endedAttempts,
                failedLaunches,
                clients.deadLetters(),
                WAIT_AND_RUN);
        commands = new Commands(operatorPorts, clock);
        abortedRunJobs = new AbortedRunJobs(operatorPorts, runJobs, clock);
        reconcile = new Reconcile(
                endedAttempts,
                stoppedTasks,
                new Reconcile.Ports(
                        ports.attempts(),
                        new DynamoOpenAttempts(clients.dynamoDb(), table.name()),
                        executions,
                        runJobs,
                        abortedRunJobs,
                        new DynamoOpenReruns(clients.dynamoDb(), table.name()),
                        clusterTasks,
                        new DynamoControl(clients.dynamoDb(), table.name(), clock),
                        new CloudTrailRecords(
                                clients.sources()::cloudTrail,
                                TaskEvent.OURS,
                                clock,
                                clients.sources().calls()::pause),
                        new Reconcile.Launches(watchesLaunches, List.of()),
                        digests,
                        topic),
                SdkThrottling::isBehind,
                clock);
    }

    /** Handles an event, or the events in a wrapper. */
    Object handle(JsonNode document) {
        if (document.has("detail-type")) {
            return handle(EventJson.read(document));
        }
        try {
            byte[] text = Json.write(document).getBytes(StandardCharsets.UTF_8);
            EventDocument.parse(new ByteArrayInputStream(text)).forEach(event -> handle(event.read()));
            return document;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Object handle(Incoming incoming) {
        return switch (incoming) {
            case Incoming.TaskStopped stopped -> stoppedTasks.handle(stopped.task());
            case Incoming.LaunchEnded ended ->
                abortedRunJobs.handle(ended.end()).orElseGet(() -> failedLaunches.handle(ended.end()));
            case Incoming.ReconcileDue _ ->
                reconciled(reconcile.run(clock.instant().plus(TIME_FOR_RECONCILING)));
            case Incoming.Ordered ordered ->
                commands.carryOut(ordered.command(), clock.instant().plus(TIME_FOR_RECONCILING), event -> {
                    handle(event.read());
                    handledLetters.accept(event.id());
                });
            case Incoming.NotForUs notForUs -> new Handled.Ignored(notForUs.reason());
        };
    }

    private static Reconciled reconciled(Reconciled reconciled) {
        if (!reconciled.whole()) {
            throw new IllegalStateException(reconciled.failure());
        }
        return reconciled;
    }
}
