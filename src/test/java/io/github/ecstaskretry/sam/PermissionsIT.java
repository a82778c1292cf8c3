package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.endtoend.Deployments;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.deployment.Delivery;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.wire.Caller;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The template's roles allow exactly the calls of the packaged function and the state machines. The calls are those of a job that uses
 * everything: tags, a task role, a volume, a notice, a rule, a schedule, and an execution whose end says too little.
 */
class PermissionsIT {

    private static final String ROLE = "arn:aws:iam::111122223333:role/";

    private static final String POLICY = """
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

    /**
     * A role.
     *
     * @param logicalId in the template
     * @param caller who has it
     * @param services the services that it calls; none: all services that its caller calls
     * @param calledByAws permissions for calls that AWS makes for the caller, by their reason
     */
    record Role(String logicalId, Caller caller, Set<String> services, Map<String, List<String>> calledByAws) {
        @Override
        public String toString() {
            return logicalId;
        }
    }

    private static final Role FUNCTION = new Role(
            "TaskRetryRole",
            Caller.FUNCTION,
            Set.of(),
            Map.of(
                    "Lambda keeps events that the function has failed on",
                    List.of("sqs:SendMessage"),
                    "Lambda writes the function's log",
                    List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                    "Lambda's X-Ray daemon sends traces",
                    List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords")));

    private static final Role STATE_MACHINE = new Role(
            "WaitAndRunRole",
            Caller.STATE_MACHINE,
            Set.of("ECS"),
            Map.of(
                    "Step Functions delivers the execution log",
                    List.of(
                            "logs:CreateLogDelivery",
                            "logs:GetLogDelivery",
                            "logs:UpdateLogDelivery",
                            "logs:DeleteLogDelivery",
                            "logs:ListLogDeliveries",
                            "logs:PutResourcePolicy",
                            "logs:DescribeResourcePolicies",
                            "logs:DescribeLogGroups"),
                    "Step Functions sends traces",
                    List.of(
                            "xray:PutTraceSegments",
                            "xray:PutTelemetryRecords",
                            "xray:GetSamplingRules",
                            "xray:GetSamplingTargets")));

    private static final Role RUN_JOB = new Role(
            "RunJobRole", Caller.STATE_MACHINE, Set.of("DynamoDB", "StepFunctions"), STATE_MACHINE.calledByAws());

    private static final SamTemplate OPEN =
            SamTemplate.read().with("InfrastructureRoleArns", ROLE + "ecsInfrastructureRole");

    private static final SamTemplate NARROW = OPEN.with("Clusters", TaskEvent.CLUSTER_ARN)
            .with(
                    "TaskDefinitionArns",
                    "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:*,"
                            + "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl-lost:*")
            .with("PassRoleArns", ROLE + "etl-*");

    /** Services use the key in the name of their callers; which may do so where is checked with the template. */
    private static final SamTemplate WITH_KEY = NARROW.with("KmsKeyArn", "arn:aws:kms:eu-west-1:111122223333:key/1");

    private static final BlockingQueue<Delivery> DELIVERIES = new LinkedBlockingQueue<>();

    private static LocalDeployment deployment;

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
        tellOfATimeOutWithoutItsInput();
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

    private static void awaitEnd() throws InterruptedException {
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
    private static void runJobs() throws InterruptedException {
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

    private static void askRuleAndSchedule() {
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

    private static void avoidAHost() {
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

    private static void cancelAHeldRetry() {
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

    private static void redriveADeadLetter() {
        deployment.deadLetters().send("no event", Map.of());
        command("dead-letters", "none");
        deployment.deadLetters().purge();
        deployment
                .deadLetters()
                .send(Json.write(TaskEvent.exited(0).now().task("redriven").json()), Map.of());
        command("redrive", "none");
        assertThat(deployment.deadLetters().bodies()).isEmpty();
    }

    private static void command(String word, String jobId) {
        ObjectNode event = Json.object()
                .put("source", "ecs-task-retry")
                .put("detail-type", "ecs-task-retry Command")
                .put("id", word);
        event.putObject("detail").put("command", word).put("jobId", jobId).put("by", ROLE + "operator");
        assertThat(deployment.events().invoke(event).answer().path("done").asBoolean())
                .as(word)
                .isTrue();
    }

    private static void tellOfATimeOutWithoutItsInput() {
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

    static Stream<Role> roles() {
        return Stream.of(FUNCTION, STATE_MACHINE, RUN_JOB);
    }

    @ParameterizedTest
    @MethodSource("roles")
    void everyCallIsAllowed(Role role) {
        assertThat(needed(role)).isNotEmpty();
        for (SamTemplate template : List.of(OPEN, NARROW, WITH_KEY)) {
            List<Grant> grants = grants(template, role);
            assertThat(needed(role, template))
                    .allSatisfy(permission ->
                            assertThat(grants).as(permission.toString()).anyMatch(grant -> grant.allows(permission)));
        }
    }

    @ParameterizedTest
    @MethodSource("roles")
    void everyPermissionIsUsed(Role role) {
        for (SamTemplate template : List.of(OPEN, NARROW, WITH_KEY)) {
            assertThat(grants(template, role))
                    .filteredOn(grant -> needed(role, template).stream().noneMatch(grant::allows))
                    .extracting(Grant::action)
                    .filteredOn(action -> template != WITH_KEY || !action.startsWith("kms:"))
                    .containsExactlyInAnyOrderElementsOf(role.calledByAws().values().stream()
                            .flatMap(List::stream)
                            .toList());
        }
    }

    @Test
    void whatLiesOutsideOfTheParametersIsNotAllowed() {
        List<Grant> function = grants(NARROW, FUNCTION);
        List<Grant> stateMachine = grants(NARROW, STATE_MACHINE);

        assertThat(elsewhere(FUNCTION))
                .isNotEmpty()
                .allSatisfy(permission -> assertThat(function).noneMatch(grant -> grant.allows(permission)));
        assertThat(elsewhere(STATE_MACHINE))
                .isNotEmpty()
                .allSatisfy(permission -> assertThat(stateMachine).noneMatch(grant -> grant.allows(permission)));
    }

    /** The calls that name a cluster, on another one. */
    private static List<Permission> elsewhere(Role role) {
        return needed(role).stream()
                .filter(permission -> permission.context().containsKey("ecs:cluster"))
                .map(permission -> new Permission(
                        permission.action(),
                        permission.resource(),
                        Map.of("ecs:cluster", TaskEvent.CLUSTER_ARN + "-test")))
                .toList();
    }

    /** Clusters that are named are not asked for. */
    private static Set<Permission> needed(Role role, SamTemplate template) {
        Set<Permission> needed = needed(role);
        if (template != OPEN) {
            needed.removeIf(permission -> permission.action().equals("ecs:ListClusters"));
        }
        return needed;
    }

    private static Set<Permission> needed(Role role) {
        Set<Permission> needed = new TreeSet<>(Comparator.comparing(Permission::toString));
        deployment.switchboard().log().by(role.caller()).stream()
                .filter(call -> role.services().isEmpty() || role.services().contains(call.service()))
                .forEach(call -> needed.addAll(Permission.of(call)));
        return needed;
    }

    private static List<Grant> grants(SamTemplate template, Role role) {
        return Grant.of(
                template,
                role.logicalId(),
                Map.ofEntries(
                        Map.entry("AWS::Partition", "aws"),
                        Map.entry("AWS::Region", "eu-west-1"),
                        Map.entry("AWS::AccountId", "111122223333"),
                        Map.entry(
                                "AttemptsTable.Arn",
                                "arn:aws:dynamodb:eu-west-1:111122223333:table/" + LocalDeployment.TABLE),
                        Map.entry("WaitAndRun", deployment.stateMachineArn()),
                        Map.entry("WaitAndRun.Name", "wait-and-run"),
                        Map.entry("RunJob.Name", "run-job"),
                        Map.entry("NoticesTopic", topicArn()),
                        Map.entry("DeadLetterQueue.Arn", "arn:aws:sqs:eu-west-1:111122223333:dead-letters"),
                        Map.entry("FunctionLogs.Arn", "arn:aws:logs:eu-west-1:111122223333:log-group:function")));
    }

    private static String topicArn() {
        return deployment.messages().all().getFirst().topicArn();
    }
}
