package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.UnreadableException;
import io.github.ecstaskretry.cli.doctor.Deployment;
import io.github.ecstaskretry.cli.doctor.Deployment.NoticeTopic;
import io.github.ecstaskretry.cli.doctor.Deployment.ReconcileSchedule;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryStateMachine;
import io.github.ecstaskretry.cli.doctor.Deployment.WatchedCluster;
import io.github.ecstaskretry.cli.doctor.ExampleEvents;
import io.github.ecstaskretry.cli.doctor.Lookup;
import io.github.ecstaskretry.cli.doctor.PolicyInForce;
import io.github.ecstaskretry.cli.doctor.Stack;
import io.github.ecstaskretry.core.task.Arn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.IncludedData;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Reads a deployment, resource by resource, beginning with its stack. */
public final class DeploymentReader implements AutoCloseable {

    /** DescribeClusters takes 100 (Amazon ECS API reference). */
    private static final int MOST_CLUSTERS = 100;

    private final List<SdkClient> clients = new ArrayList<>();
    private final StackReader stacks;
    private final EventReader events;
    private final FunctionReader functions;
    private final PolicyReader policies;
    private final TableStateReader tables;
    private final EcsClient ecs;
    private final EventBridgeClient eventBridge;
    private final SfnClient stepFunctions;
    private final AwsConnection aws;
    private final SchedulerClient scheduler;

    public DeploymentReader(AwsConnection aws) {
        this.aws = aws;
        try {
            CloudWatchClient cloudWatch = client(aws, CloudWatchClient.builder());
            LambdaClient lambda = client(aws, LambdaClient.builder());
            stacks = new StackReader(client(aws, CloudFormationClient.builder()), cloudWatch);
            eventBridge = client(aws, EventBridgeClient.builder());
            events = new EventReader(eventBridge, client(aws, SqsClient.builder()));
            functions = new FunctionReader(lambda, cloudWatch);
            policies = new PolicyReader(lambda);
            tables = new TableStateReader(client(aws, DynamoDbClient.builder()));
            ecs = client(aws, EcsClient.builder());
            stepFunctions = client(aws, SfnClient.builder());
            scheduler = client(aws, SchedulerClient.builder());
        } catch (SdkException e) {
            throw new UnreadableException("cannot read the stack", "cloudformation:DescribeStacks", null, e);
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            AwsConnection aws, B builder) {
        C client = aws.client(builder);
        clients.add(client);
        return client;
    }

    /** Throws an {@link UnreadableException} if the stack does not exist or may not be read. */
    public Deployment read(String stackName) {
        StackReader.StackReading reading = stacks.read(stackName);
        Stack stack = reading.stack();
        Instant now = reading.readAt().minus(reading.skew());
        Lookup<RetryFunction> function = stack.read(Stack.FUNCTION, functions::function);
        Lookup<List<String>> clusters = function.then(RetryFunction::clusters);
        Lookup<PolicyInForce> policy = function.then(policies::read);
        return new Deployment(
                stack,
                reading.skew(),
                now,
                stack.read(Stack.TASK_STOPPED_RULE, name -> events.rule(name, stops(stack, clusters))),
                stack.read(Stack.LAUNCH_ENDED_RULE, name -> events.rule(name, launches(stack))),
                function,
                stack.read(Stack.FUNCTION, functions::invocation),
                policy,
                launches(function, policy),
                clusters.then(this::clusters),
                stack.read(Stack.TASK_STOPPED_RULE, name -> clusters.then(watched -> events.overlaps(name, watched))),
                stack.read(Stack.DEAD_LETTER_QUEUE, events::queue),
                stack.read(Stack.TABLE, tables::read),
                stack.read(Stack.STATE_MACHINE, this::stateMachine),
                stack.read(Stack.RUN_JOB, this::stateMachine),
                stack.read(Stack.TOPIC, this::topic),
                stack.read(Stack.SCHEDULE, this::schedule),
                stack.read(Stack.FUNCTION, name -> functions.calls(name, now)),
                stacks.alarms(stack.alarms()),
                stack.read(Stack.TABLE, table -> tables.backlog(table, now)),
                stack.read(Stack.TABLE, table -> tables.slowdowns(table, policy, now)));
    }

    /** Absent if the function or its policy could not be read; their own findings say why. */
    private Lookup<List<Lookup<RunningTask>>> launches(Lookup<RetryFunction> function, Lookup<PolicyInForce> policy) {
        RunningTaskReader tasks = new RunningTaskReader(ecs, eventBridge, scheduler);
        return function.found()
                .flatMap(known -> policy.found().map(inForce -> tasks.read(known, inForce)))
                .orElseGet(Lookup.Absent::new);
    }

    /** A stop in each watched cluster, or in any; absent if the watched clusters are not known. */
    private static Lookup<Map<String, String>> stops(Stack stack, Lookup<List<String>> clusters) {
        return clusters.found()
                .map(named -> named.isEmpty() ? List.of(stack.cluster("any")) : named)
                .<Lookup<Map<String, String>>>map(named -> new Lookup.Found<>(named.stream()
                        .distinct()
                        .collect(Collectors.toMap(
                                cluster -> "a stopped task of cluster " + cluster, ExampleEvents::taskStopped))))
                .orElseGet(Lookup.Absent::new);
    }

    private static Lookup<Map<String, String>> launches(Stack stack) {
        return new Lookup.Found<>(stack.resource(Stack.STATE_MACHINE)
                .map(arn -> Map.of("a failed execution of " + arn, ExampleEvents.launchFailed(arn)))
                .orElse(Map.of()));
    }

    /** Empty if no cluster is named: the function then watches every cluster. */
    private Lookup<List<WatchedCluster>> clusters(List<String> named) {
        if (named.isEmpty()) {
            return new Lookup.Found<>(List.of());
        }
        List<String> arns = named.subList(0, Math.min(named.size(), MOST_CLUSTERS));
        return Lookups.of("ecs:DescribeClusters", () -> {
            Map<String, WatchedCluster> found =
                    ecs.describeClusters(request -> request.clusters(arns)).clusters().stream()
                            .map(it -> new WatchedCluster(it.clusterArn(), it.status(), it.capacityProviders()))
                            .collect(Collectors.toMap(WatchedCluster::arn, it -> it));
            return arns.stream()
                    .map(arn -> found.getOrDefault(arn, new WatchedCluster(arn, "MISSING", List.of())))
                    .toList();
        });
    }

    /** Omits the definition, because reading it needs permission to use a key (AWS Step Functions API reference). */
    private Lookup<RetryStateMachine> stateMachine(String arn) {
        return Lookups.of("states:DescribeStateMachine", () -> {
            var machine = stepFunctions.describeStateMachine(
                    request -> request.stateMachineArn(arn).includedData(IncludedData.METADATA_ONLY));
            var logging = machine.loggingConfiguration();
            return new RetryStateMachine(
                    machine.stateMachineArn(),
                    machine.statusAsString(),
                    machine.typeAsString(),
                    logging != null && Boolean.TRUE.equals(logging.includeExecutionData()));
        });
    }

    /** It may be in another Region. */
    private Lookup<NoticeTopic> topic(String arn) {
        return Lookups.of("sns:GetTopicAttributes", () -> {
            SnsClient sns = client(aws.in(Arn.of(arn).region()), SnsClient.builder());
            Map<String, String> attributes =
                    sns.getTopicAttributes(request -> request.topicArn(arn)).attributes();
            return new NoticeTopic(
                    arn,
                    Integer.parseInt(attributes.getOrDefault("SubscriptionsConfirmed", "0")),
                    Integer.parseInt(attributes.getOrDefault("SubscriptionsPending", "0")));
        });
    }

    private Lookup<ReconcileSchedule> schedule(String name) {
        return Lookups.of("scheduler:GetSchedule", () -> {
            var schedule = scheduler.getSchedule(request -> request.name(name));
            return new ReconcileSchedule(
                    schedule.name(), schedule.stateAsString(), schedule.target().arn());
        });
    }

    @Override
    public void close() {
        clients.forEach(SdkClient::close);
    }
}
