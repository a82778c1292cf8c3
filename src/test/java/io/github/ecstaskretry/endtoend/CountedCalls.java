package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A deployment whose function's calls are counted by kind. */
abstract class CountedCalls {

    static final Map<String, Long> NONE = Map.of();
    static final String GET = "DynamoDB.GetItem";
    static final String PUT = "DynamoDB.PutItem";
    static final String QUERY = "DynamoDB.Query";
    static final String TRANSACTION = "DynamoDB.TransactWriteItems";
    static final String UPDATE = "DynamoDB.UpdateItem";
    static final String START = "StepFunctions.StartExecution";
    static final String PUBLISH = "SNS.Publish";
    static final String TAGS = "ECS.DescribeTasks";

    static final String POLICY = """
            version: 1
            policies:
              - name: tagged
                match: {cluster: [tagged], tags: {team: data}}
                pace: {launches: 10000, per: 1s}
                network: {subnets: [subnet-0a]}
                otherwise: retry
              - name: scheduled
                match: {startedBy: ["events-rule/*", "chronos-schedule/*"]}
                otherwise: retry
              - name: prod
                match: {cluster: [prod]}
                pace: {launches: 10000, per: 1s}
                attempts: 3
                network: {subnets: [subnet-0a]}
                otherwise: retry
                announce: [FAILED, EXHAUSTED, RECOVERED]
              - name: hosts
                match: {cluster: [hosts]}
                pace: {launches: 10000, per: 1s}
                rules: [{name: elsewhere, when: {exitCode: 1}, then: retry, avoid: host}]
                otherwise: retry
              - name: slow
                match: {cluster: [slow]}
                pace: {launches: 1, per: 1m}
                network: {subnets: [subnet-0a]}
                otherwise: retry
            """;

    static final String TARGET = """
            {"Id": "1", "Arn": "%s", "RoleArn": "arn:aws:iam::111122223333:role/events", "EcsParameters": {
              "TaskDefinitionArn": "etl", "LaunchType": "FARGATE",
              "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-0a"]}}}}
            """.formatted(TaskEvent.CLUSTER_ARN);

    static LocalDeployment deployment;
    final String jobId = UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void deploy(@TempDir Path directory) {
        deployment =
                Deployments.start(directory, POLICY, TaskScript.always(new TaskFate.KeepsRunning()), TimeScale.REAL);
        // The first failure of a deployment writes the control item.
        invoke(TaskEvent.exited(1).now().task("first"));
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    @BeforeEach
    void forget() {
        deployment.switchboard().log().clear();
    }

    /** These tests share the clock of the shared pace with others, so that a slot may take one UpdateItem or two. */
    static Map<String, Long> besidesThePace(TaskEvent event) {
        Map<String, Long> calls = new HashMap<>(calls(event));
        calls.remove(UPDATE);
        return calls;
    }

    static JsonNode command(String word, String subject) {
        deployment.switchboard().log().clear();
        ObjectNode event = Json.object()
                .put("source", "ecs-task-retry")
                .put("detail-type", "ecs-task-retry Command")
                .put("id", word);
        event.putObject("detail")
                .put("command", word)
                .put(subject.contains("/") ? "scope" : "jobId", subject)
                .put("reason", "a test")
                .put("by", "arn:aws:iam::111122223333:user/ada");
        return deployment.events().invoke(event).answer();
    }

    static TaskEvent startedBy(String startedBy, TaskEvent event) {
        return event.with(detail -> detail.put("startedBy", startedBy));
    }

    static TaskEvent tagged(TaskEvent event) {
        return onCluster("tagged", event);
    }

    static TaskEvent onCluster(String cluster, TaskEvent event) {
        return event.with(detail -> {
            detail.put("clusterArn", TaskEvent.CLUSTER_ARN.replace("/prod", "/" + cluster));
            detail.put("taskArn", detail.get("taskArn").asText().replace("/prod/", "/" + cluster + "/"));
        });
    }

    static Map<String, Long> calls(TaskEvent event) {
        deployment.switchboard().log().clear();
        invoke(event);
        return deployment.switchboard().log().counts(Caller.FUNCTION);
    }

    static void invoke(TaskEvent event) {
        ObjectNode json = event.json().deepCopy();
        Delivery delivery = deployment.events().invoke(json);
        assertThat(delivery.error()).isNull();
    }
}
