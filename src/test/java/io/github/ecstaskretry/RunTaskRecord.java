package io.github.ecstaskretry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * Builds CloudTrail's records of RunTask, made for the tests of this project. The starting point is a schedule's launch of the task
 * of {@link TaskEvent}, at 11:50:00 on 2026-01-31.
 */
public final class RunTaskRecord {

    public static final String ID = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    public static final String JOB = ID.replace("-", "");

    private final ObjectNode record = new ObjectMapper().createObjectNode();
    private final ObjectNode request;

    private RunTaskRecord() {
        record.put("eventVersion", "1.11")
                .put("eventID", ID)
                .put("eventTime", "2026-01-31T11:50:00Z")
                .put("eventSource", "ecs.amazonaws.com")
                .put("eventName", "RunTask")
                .put("awsRegion", "eu-west-1");
        request = record.putObject("requestParameters")
                .put("cluster", TaskEvent.CLUSTER_ARN)
                .put("taskDefinition", TaskEvent.TASK_DEFINITION_ARN)
                .put("launchType", "FARGATE")
                .put("count", 1)
                .put("startedBy", "chronos-schedule/nightly");
        ObjectNode network = request.putObject("networkConfiguration")
                .putObject("awsvpcConfiguration")
                .put("assignPublicIp", "ENABLED");
        network.putArray("subnets").add("subnet-0c");
        network.putArray("securityGroups").add("sg-0c");
        record.putObject("responseElements").putArray("failures");
    }

    /** RunTask made the task. */
    public static RunTaskRecord launched() {
        return launched(TaskEvent.TASK_ARN);
    }

    /** RunTask made that task. */
    public static RunTaskRecord launched(String taskArn) {
        return new RunTaskRecord()
                .with(record -> record.withObject("responseElements")
                        .withArrayProperty("tasks")
                        .addObject()
                        .put("taskArn", taskArn));
    }

    /** RunTask answered with a failure. */
    public static RunTaskRecord failed(String reason) {
        RunTaskRecord failed = new RunTaskRecord();
        failed.record
                .withObject("responseElements")
                .withArrayProperty("failures")
                .addObject()
                .put("reason", reason);
        failed.record.withObject("responseElements").putArray("tasks");
        return failed;
    }

    /** The environment of the container {@code app} was overridden, and CloudTrail hides it. */
    public RunTaskRecord withHiddenEnvironment() {
        return request(parameters -> parameters
                .putObject("overrides")
                .putArray("containerOverrides")
                .addObject()
                .put("name", "app")
                .put("environment", "HIDDEN_DUE_TO_SECURITY_REASONS"));
    }

    public RunTaskRecord request(Consumer<ObjectNode> change) {
        change.accept(request);
        return this;
    }

    public RunTaskRecord with(Consumer<ObjectNode> change) {
        change.accept(record);
        return this;
    }

    public ObjectNode json() {
        return record.deepCopy();
    }

    @Override
    public String toString() {
        return record.toString();
    }
}
