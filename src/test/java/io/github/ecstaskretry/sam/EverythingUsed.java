package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.endtoend.Deployments;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * A deployment where a job has used everything: tags, a task role, a volume, a notice, a rule, a schedule, and an execution whose end
 * says too little.
 */
abstract class EverythingUsed {

    static final String ROLE = "arn:aws:iam::111122223333:role/";
    static final String POLICY = """
            version: 1
            policies:
              - {name: learned, match: {startedBy: ["events-rule/*", "chronos-schedule/*"]}, otherwise: retry}
              - {name: held, match: {cluster: [held]}, otherwise: retry}
              - name: everything
                match: {cluster: [prod]}
                network: {subnets: [subnet-0a]}
                launch:
                  copyTags: true
                  volumeConfigurations: [{name: data, managedEBSVolume: {sizeInGiB: 10, roleArn: "%secsInfrastructureRole"}}]
                rules: [{name: elsewhere, when: {launchType: EC2, exitCode: 1}, then: retry, avoid: host}]
                otherwise: retry
            """.formatted(ROLE);

    static final BlockingQueue<Delivery> DELIVERIES = new LinkedBlockingQueue<>();
    static LocalDeployment deployment;

    @BeforeAll
    static void runAJobThatUsesEverything(@TempDir Path directory) throws InterruptedException {
        deployment = Deployments.start(
                directory,
                POLICY,
                launch -> TaskFate.exits(
                        "app", launch.number() == 1 || launch.family().equals("etl-lost") ? 1 : 0),
                TimeScale.atMost(Duration.ofMillis(20)));
        deployment.events().onDelivery(DELIVERIES::add);
        deployment
                .clients()
                .ecs()
                .runTask(request -> request.cluster("prod")
                        .taskDefinition("etl")
                        .launchType("FARGATE")
                        .networkConfiguration(
                                network -> network.awsvpcConfiguration(awsvpc -> awsvpc.subnets("subnet-0a")))
                        .tags(Tag.builder().key("team").value("data").build())
                        .overrides(overrides -> overrides.taskRoleArn(ROLE + "etl-task")));
        awaitEnd();
        runJobs();
        askRuleAndSchedule();
        reportATimeOutWithoutItsInput();
        cancelAHeldRetry();
        redriveADeadLetter();
        avoidAHost();
        deployment.timePasses(Duration.ofMinutes(10));
        assertThat(deployment.reconcile().error()).isNull();
    }

    @AfterAll
    static void close() {
        deployment.close();
    }

    static void awaitEnd() throws InterruptedException {
        while (true) {
            Delivery delivery = DELIVERIES.poll(3, TimeUnit.MINUTES);
            assertThat(delivery).as("a delivery within 30 s").isNotNull();
            assertThat(delivery.error()).isNull();
            if (delivery.answer().path("decision").asText().equals("TERMINAL")) {
                return;
            }
        }
    }

    /** A job that succeeds, a job that is lost, and an execution that was started and never launched a task. */
    static void runJobs() throws InterruptedException {
        for (String taskDefinition : List.of("etl:7", "etl-lost:7")) {
            String executionArn = deployment
                    .clients()
                    .stepFunctions()
                    .startExecution(request -> request.stateMachineArn(deployment.runJobArn())
                            .input(
                                    "{\"runTask\": {\"Cluster\": \"prod\", \"LaunchType\": \"EC2\", \"TaskDefinition\": \""
                                            + taskDefinition + "\"}}"))
                    .executionArn();
            while (deployment
                            .clients()
                            .stepFunctions()
                            .describeExecution(request -> request.executionArn(executionArn))
                            .status()
                    == ExecutionStatus.RUNNING) {
                Thread.sleep(20);
            }
        }
        Map<String, AttributeValue> waiting = new HashMap<>();
        Map.of(
                        "jobId", "unlaunched",
                        "taskToken", "token-unlaunched",
                        "executionArn", deployment.runJobArn().replace(":stateMachine:", ":execution:") + ":unlaunched",
                        "clusterArn", TaskEvent.CLUSTER_ARN,
                        "pendingShard", "answer-0",
                        "notBefore", "2026-01-31T12:00:00.000Z")
                .forEach((name, text) -> waiting.put(name, AttributeValue.fromS(text)));
        waiting.put("attempt", AttributeValue.fromN("0"));
        deployment
                .clients()
                .dynamoDb()
                .putItem(request -> request.tableName(LocalDeployment.TABLE).item(waiting));
    }

    static void askRuleAndSchedule() {
        String target = """
                {"Id": "1", "Arn": "%s", "RoleArn": "%sevents", "EcsParameters": {"TaskDefinitionArn": "etl",
                  "NetworkConfiguration": {"awsvpcConfiguration": {"Subnets": ["subnet-0a"]}}}}
                """.formatted(TaskEvent.CLUSTER_ARN, ROLE);
        deployment.rules().put("nightly", target);
        deployment.rules().putOn("orders", "placed", target);
        deployment.schedules().put("default", "nightly", target);
        for (String startedBy : List.of("events-rule/nightly", "events-rule/placed", "chronos-schedule/nightly")) {
            Delivery delivery = deployment
                    .events()
                    .invoke(TaskEvent.exited(1)
                            .now()
                            .task(startedBy.replace("/", "-"))
                            .with(detail -> detail.put("startedBy", startedBy))
                            .json());
            assertThat(delivery.error()).isNull();
        }
    }

    static void avoidAHost() {
        Delivery delivery = deployment
                .events()
                .invoke(TaskEvent.exited(1)
                        .now()
                        .task("host")
                        .with(detail -> {
                            detail.put("launchType", "EC2");
                            detail.put(
                                    "containerInstanceArn",
                                    TaskEvent.CLUSTER_ARN.replace(
                                            "cluster/prod", "container-instance/prod/" + TaskEvent.TASK_ID));
                        })
                        .json());
        assertThat(delivery.error()).isNull();
    }

    static void cancelAHeldRetry() {
        Delivery delivery = deployment
                .events()
                .invoke(TaskEvent.exited(1)
                        .now()
                        .task("held")
                        .with(detail -> detail.put("clusterArn", TaskEvent.CLUSTER_ARN.replace("/prod", "/held")))
                        .json());
        assertThat(delivery.error()).isNull();
        command("cancel", "held");
    }

    static void redriveADeadLetter() {
        deployment.deadLetters().send("no event", Map.of());
        command("dead-letters", "none");
        deployment.deadLetters().purge();
        deployment
                .deadLetters()
                .send(Json.write(TaskEvent.exited(0).now().task("redriven").json()), Map.of());
        command("redrive", "none");
        assertThat(deployment.deadLetters().bodies()).isEmpty();
    }

    static void command(String word, String jobId) {
        ObjectNode event = Json.object()
                .put("source", "ecs-task-retry")
                .put("detail-type", "ecs-task-retry Command")
                .put("id", word);
        event.putObject("detail").put("command", word).put("jobId", jobId).put("by", ROLE + "operator");
        assertThat(deployment.events().invoke(event).answer().path("done").asBoolean())
                .as(word)
                .isTrue();
    }

    static void reportATimeOutWithoutItsInput() {
        String executionArn = deployment
                .clients()
                .stepFunctions()
                .listExecutions(request -> request.stateMachineArn(deployment.stateMachineArn()))
                .executions()
                .getFirst()
                .executionArn();
        Delivery delivery = deployment
                .events()
                .invoke(TaskEvent.exited(1)
                        .now()
                        .withEnvelope(envelope -> envelope.put("detail-type", "Step Functions Execution Status Change"))
                        .with(detail -> detail.put("executionArn", executionArn)
                                .put("stateMachineArn", deployment.stateMachineArn())
                                .put("status", "TIMED_OUT"))
                        .json());
        assertThat(delivery.error()).isNull();
    }
}
