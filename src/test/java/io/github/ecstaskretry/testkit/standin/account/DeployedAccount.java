package io.github.ecstaskretry.testkit.standin.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.AwsQuery;
import io.github.ecstaskretry.testkit.standin.wire.Download;
import io.github.ecstaskretry.testkit.standin.wire.Forward;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Invocation;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.RestJson;
import io.github.ecstaskretry.testkit.standin.wire.RestJson.Route;
import io.github.ecstaskretry.testkit.standin.wire.RpcCbor;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The account on the wire: one endpoint for every service; the table is DynamoDB Local's. */
public final class DeployedAccount implements AutoCloseable {

    /** The stack's name, and the one that {@code sam/samconfig.toml} has. */
    public static final String STACK = "ecs-task-retry";

    private static final String LAYER = "/layers/policy.zip";

    /** Where Lambda's operations are (AWS Lambda API reference). */
    private static final List<Route> LAMBDA = List.of(
            Route.of("GET", "/2015-03-31/functions/{FunctionName}/configuration", "GetFunctionConfiguration"),
            Route.of("GET", "/2019-09-30/functions/{FunctionName}/concurrency", "GetFunctionConcurrency"),
            Route.of("GET", "/2015-03-31/functions/{FunctionName}/policy", "GetPolicy"),
            Route.of("GET", "/2019-09-25/functions/{FunctionName}/event-invoke-config", "GetFunctionEventInvokeConfig"),
            Route.of("GET", "/2018-10-31/layers", "GetLayerVersionByArn"));

    /** Where EventBridge Scheduler's are (Amazon EventBridge Scheduler API reference). */
    private static final List<Route> SCHEDULER = List.of(
            Route.of("GET", "/schedules/{Name}", "GetSchedule"), Route.of("GET", "/schedules", "ListSchedules"));

    private final Switchboard switchboard = new Switchboard();
    private final DeployedStack stack;
    private final StackQuestions questions;
    private final Forward dynamoDb;
    private final HttpFront front;
    private UnaryOperator<ObjectNode> function = event -> Json.object().put("result", "ignored");
    private String policy = SamTemplate.text("policy/retry-policy.yaml");

    /**
     * Deploys.
     *
     * @param dynamoDbLocal where the table is
     */
    public DeployedAccount(SamTemplate template, URI dynamoDbLocal) {
        stack = new DeployedStack(Account.EXAMPLE, STACK, template);
        questions = new StackQuestions(stack);
        dynamoDb = new Forward(switchboard, "DynamoDB", "DynamoDB_20120810.", dynamoDbLocal);
        front = new HttpFront(
                0,
                List.of(
                        new AwsQuery(switchboard, questions.cloudFormation(), StackStandIn.NAMESPACE),
                        new AwsQuery(switchboard, questions.sns(), "http://sns.amazonaws.com/doc/2010-03-31/"),
                        new AwsJson(switchboard, questions.eventBridge(), "AWSEvents.", "1.1"),
                        new AwsJson(switchboard, questions.sqs(), "AmazonSQS.", "1.0"),
                        new AwsJson(switchboard, questions.stepFunctions(), "AWSStepFunctions.", "1.0"),
                        new AwsJson(switchboard, questions.ecs(), "AmazonEC2ContainerServiceV20141113.", "1.1"),
                        new AwsJson(
                                switchboard,
                                questions.dynamoDb(),
                                "DynamoDB_20120810.DescribeContinuousBackups",
                                "1.0"),
                        dynamoDb,
                        CallerStandIn.onTheWire(switchboard),
                        new Invocation(switchboard, ref("TaskRetryFunction"), event -> function.apply(event)),
                        new RpcCbor(switchboard, questions.cloudWatch(), "GraniteServiceVersion20100801"),
                        new RestJson(switchboard, questions.lambda(this::layerAddress), LAMBDA),
                        new RestJson(switchboard, questions.scheduler(), SCHEDULER),
                        new Download(LAYER, this::layer)));
    }

    /** For {@code --endpoint-url}. */
    public URI endpoint() {
        return front.endpoint();
    }

    /** A resource's physical id. */
    public String ref(String logicalId) {
        return stack.ref(logicalId);
    }

    /** A resource's ARN. */
    public String arn(String logicalId) {
        return stack.arn(logicalId);
    }

    /** A resource's properties, with everything that they refer to. */
    public JsonNode properties(String logicalId) {
        return stack.properties(logicalId);
    }

    /** From now on the answers of that operation are different, such as those of {@code DescribeRule}. */
    public void change(String operation, Consumer<ObjectNode> change) {
        questions.change(operation, change);
    }

    /** From now on the layer has this policy file; none where it is empty. */
    public void policy(String text) {
        policy = text;
    }

    /** From now on the function answers events so; it may throw an {@link Invocation.FailedException}. */
    public void function(UnaryOperator<ObjectNode> answers) {
        function = answers;
    }

    /** The calls of every service, and the faults to order. */
    public Switchboard switchboard() {
        return switchboard;
    }

    private URI layerAddress() {
        return endpoint().resolve(LAYER);
    }

    private byte[] layer() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("retry-policy.schema.json"));
            if (!policy.isEmpty()) {
                zip.putNextEntry(new ZipEntry("retry-policy.yaml"));
                zip.write(policy.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        front.close();
    }
}
