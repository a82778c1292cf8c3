package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.AwsErrors;
import io.github.ecstaskretry.cli.doctor.LogicalIds;
import io.github.ecstaskretry.cli.doctor.Deployment;
import io.github.ecstaskretry.cli.doctor.Reading;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Deployment.Stack;
import io.github.ecstaskretry.cli.doctor.read.ExampleEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Reads a deployment, part by part, beginning with its stack. */
public final class DeploymentReader implements AutoCloseable {

    private final List<SdkClient> clients = new ArrayList<>();
    private final StackReader stacks;
    private final RuleReader rules;
    private final FunctionReader functions;
    private final PolicyReader policies;
    private final ClusterReader clusters;
    private final QueueReader queues;
    private final TableStateReader tables;
    private final BacklogReader backlogs;
    private final StateMachineReader stateMachines;
    private final TopicReader topics;
    private final ScheduleReader schedules;
    private final MetricsReader metrics;

    /**
     * Connects.
     *
     * @throws UnreadableDeploymentException when no Region is known
     */
    public DeploymentReader(AwsConnection aws) {
        try {
            stacks = new StackReader(client(aws, CloudFormationClient.builder()));
            rules = new RuleReader(client(aws, EventBridgeClient.builder()));
            LambdaClient lambda = client(aws, LambdaClient.builder());
            functions = new FunctionReader(lambda);
            policies = new PolicyReader(lambda);
            clusters = new ClusterReader(client(aws, EcsClient.builder()));
            queues = new QueueReader(client(aws, SqsClient.builder()));
            DynamoDbClient dynamoDb = client(aws, DynamoDbClient.builder());
            tables = new TableStateReader(dynamoDb);
            backlogs = new BacklogReader(dynamoDb);
            stateMachines = new StateMachineReader(client(aws, SfnClient.builder()));
            topics = new TopicReader(client(aws, SnsClient.builder()));
            schedules = new ScheduleReader(client(aws, SchedulerClient.builder()));
            metrics = new MetricsReader(client(aws, CloudWatchClient.builder()));
        } catch (SdkException e) {
            throw new UnreadableDeploymentException(AwsErrors.explain(e, "cloudformation:DescribeStacks", null), e);
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            AwsConnection aws, B builder) {
        C client = aws.client(builder);
        clients.add(client);
        return client;
    }

    /**
     * Reads the deployment that is the stack of that name.
     *
     * @throws UnreadableDeploymentException when there is none, or nobody may know
     */
    public Deployment read(String stackName) {
        StackReader.StackReading answer = stacks.read(stackName);
        Stack stack = answer.stack();
        Instant now = answer.readAt().minus(answer.skew());
        Reading<RetryFunction> function = of(stack, LogicalIds.FUNCTION, functions::function);
        return new Deployment(
                stack,
                answer.skew(),
                now,
                of(stack, LogicalIds.TASK_STOPPED_RULE, name -> rules.read(name, stops(stack, function))),
                of(stack, LogicalIds.LAUNCH_ENDED_RULE, name -> rules.read(name, launches(stack))),
                function,
                of(stack, LogicalIds.FUNCTION, functions::invocation),
                function.then(policies::read),
                function.then(RetryFunction::clusters).then(clusters::read),
                of(stack, LogicalIds.DEAD_LETTER_QUEUE, queues::read),
                of(stack, LogicalIds.TABLE, tables::read),
                of(stack, LogicalIds.STATE_MACHINE, stateMachines::read),
                of(stack, LogicalIds.TOPIC, topics::read),
                of(stack, LogicalIds.SCHEDULE, schedules::read),
                of(stack, LogicalIds.FUNCTION, name -> metrics.calls(name, now)),
                metrics.alarms(stack.alarms()),
                of(stack, LogicalIds.TABLE, table -> backlogs.read(table, now)));
    }

    private static <T> Reading<T> of(Stack stack, String logicalId, Function<String, Reading<T>> read) {
        return stack.resource(logicalId).map(read).orElseGet(Reading.Absent::new);
    }

    /** One of each cluster that is watched, or of any; absent when the function does not tell which are. */
    private static Reading<Map<String, String>> stops(Stack stack, Reading<RetryFunction> function) {
        return function.then(RetryFunction::clusters) instanceof Reading.Found<List<String>>(List<String> named)
                ? new Reading.Found<>(stops(named.isEmpty() ? List.of(anyCluster(stack)) : named))
                : new Reading.Absent<>();
    }

    private static Map<String, String> stops(List<String> clusters) {
        return clusters.stream()
                .collect(Collectors.toMap(
                        cluster -> "a stopped task of cluster " + cluster,
                        ExampleEvents::taskStopped,
                        (same, again) -> same));
    }

    private static String anyCluster(Stack stack) {
        return "arn:" + stack.partition() + ":ecs:" + stack.region() + ":" + stack.account() + ":cluster/any";
    }

    private static Reading<Map<String, String>> launches(Stack stack) {
        return new Reading.Found<>(stack.resource(LogicalIds.STATE_MACHINE)
                .map(arn -> Map.of("a failed execution of " + arn, ExampleEvents.launchFailed(arn)))
                .orElse(Map.of()));
    }

    @Override
    public void close() {
        clients.forEach(SdkClient::close);
    }
}
