package io.github.ecstaskretry.format.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.format.Json;

/** The events that the fuzz test changes. */
abstract class FuzzedEvents {

    static final ObjectNode TASK_STOPPED = TaskEvent.spotInterrupted()
            .environment("app", "TOKEN", "s3cret")
            .override(
                    "app",
                    override -> override.put("cpu", 512).putArray("command").add("run"))
            .with(detail -> detail.put("startedBy", "ecs-retry/job/2"))
            .json();

    static final ObjectNode LAUNCH_FAILED = (ObjectNode) Json.parse("""
            {
              "id": "11111111-2222-3333-4444-555555555555",
              "detail-type": "Step Functions Execution Status Change",
              "source": "aws.states",
              "time": "2026-01-31T12:00:00Z",
              "detail": {
                "executionArn": "arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:job-2",
                "stateMachineArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run",
                "name": "job-2",
                "status": "FAILED",
                "stopDate": 1769860800000,
                "error": "LaunchFailed",
                "cause": "{\\"failures\\":[{\\"arn\\":\\"a\\",\\"reason\\":\\"RESOURCE:CPU\\",\\"detail\\":\\"none\\"}]}",
                "input": "{}"
              }
            }
            """);

    /** A batch with every wrapper. */
    static final ObjectNode BATCH = Json.object();

    static {
        ObjectNode failed = Json.object().put("version", "1.0");
        failed.set("requestPayload", TASK_STOPPED);
        ObjectNode notification = Json.object().put("Type", "Notification").put("Message", LAUNCH_FAILED.toString());
        ObjectNode lambda = Json.object().put("detail-type", "Lambda Function Invocation Result - Failure");
        lambda.set("detail", failed);
        BATCH.putArray("Records")
                .add(Json.object().put("body", failed.toString()))
                .add(Json.object().put("body", notification.toString()))
                .add(Json.object().set("Sns", notification))
                .add(lambda)
                .add(Json.object()
                        .set("Messages", Json.array().add(Json.object().put("Body", "{}"))))
                .add(TASK_STOPPED.get("detail"))
                .add(LAUNCH_FAILED.get("detail"));
    }

    static final ObjectNode EXECUTION_INPUT = (ObjectNode) Json.parse("""
            {
              "jobId": "job",
              "attempt": 2,
              "notBefore": "2026-01-31T12:00:00.000Z",
              "runTask": {
                "Cluster": "arn:aws:ecs:eu-west-1:111122223333:cluster/prod",
                "TaskDefinition": "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7",
                "StartedBy": "ecs-retry/job/2",
                "CapacityProviderStrategy": [{"CapacityProvider": "FARGATE_SPOT"}],
                "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["subnet-0a"]}},
                "EnableExecuteCommand": true,
                "Overrides": {"ContainerOverrides": [{"Name": "app", "Environment": [{"Name": "A", "Value": "b"}]}]}
              }
            }
            """);

    static ObjectNode launchFailed(ObjectNode input) {
        ObjectNode event = LAUNCH_FAILED.deepCopy();
        ((ObjectNode) event.get("detail")).put("input", input.toString());
        return event;
    }
}
