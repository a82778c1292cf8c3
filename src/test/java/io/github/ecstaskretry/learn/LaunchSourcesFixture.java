package io.github.ecstaskretry.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.launchers.RulesStandIn;
import io.github.ecstaskretry.testkit.standin.launchers.SchedulesStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** EventBridge and EventBridge Scheduler over their wire protocols. */
abstract class LaunchSourcesFixture {

    static final String UNIVERSAL = "arn:aws:scheduler:::aws-sdk:ecs:runTask";
    static final String LONG_NAME = "nightly-report-of-the-whole-company";
    final Switchboard switchboard = new Switchboard();
    final RulesStandIn rules = new RulesStandIn();
    final SchedulesStandIn schedules = new SchedulesStandIn(Account.EXAMPLE);

    final HttpFront front = new HttpFront(0, List.of(rules.onTheWire(switchboard), schedules.onTheWire(switchboard)));

    final EventBridgeClient eventBridge = Clients.eventBridge(front.endpoint());
    final SchedulerClient scheduler = Clients.scheduler(front.endpoint());

    @AfterEach
    void close() {
        eventBridge.close();
        scheduler.close();
        front.close();
    }

    Learned learn(TaskEvent event) {
        return new LaunchLearning(List.of(new EventRules(() -> eventBridge), new Schedules(() -> scheduler)))
                .learn(Jobs.situation(
                        event.task(), 1, "version: 1\npolicies: [{name: any}]", JobHistory.NONE, Map.of()));
    }

    static TaskEvent startedBy(String startedBy) {
        return TaskEvent.exited(1).with(detail -> detail.put("startedBy", startedBy));
    }

    static TaskEvent ofRule(String rule) {
        return startedBy(RulesStandIn.startedBy(rule));
    }

    static TaskEvent ofSchedule(String schedule) {
        return startedBy(SchedulesStandIn.startedBy(schedule));
    }

    static TaskEvent namingItsSchedule(String arn) {
        return TaskEvent.exited(1).environment("app", "ECS_RETRY_SCHEDULE", arn);
    }

    /** A target as both services keep it. */
    static String target(String family, String subnet) {
        return """
                {"Id": "1", "Arn": "%s", "RoleArn": "arn:aws:iam::111122223333:role/events", "EcsParameters": {
                  "TaskDefinitionArn": "arn:aws:ecs:eu-west-1:111122223333:task-definition/%s", "TaskCount": 1,
                  "LaunchType": "FARGATE", "PlatformVersion": "LATEST", "PropagateTags": "TASK_DEFINITION",
                  "EnableECSManagedTags": true, "EnableExecuteCommand": false,
                  "PlacementConstraints": [{"type": "distinctInstance"}],
                  "Tags": [{"Key": "team", "Value": "data"}],
                  "NetworkConfiguration": {"awsvpcConfiguration":
                    {"Subnets": ["%s"], "SecurityGroups": ["sg-0a"], "AssignPublicIp": "ENABLED"}}}}
                """.formatted(TaskEvent.CLUSTER_ARN, family, subnet);
    }

    static String universal(String members) {
        return """
                {"Arn": "%s", "RoleArn": "arn:aws:iam::111122223333:role/s", "Input": "{\\"Cluster\\":\\"prod\\",\\"TaskDefinition\\":\\"etl\\",%s\\"LaunchType\\":\\"FARGATE\\",\\"NetworkConfiguration\\":{\\"AwsvpcConfiguration\\":{\\"Subnets\\":[\\"subnet-0u\\"]}}}"}
                """.formatted(UNIVERSAL, members.replace("\"", "\\\""));
    }

    static void assertLearned(Learned learned, String source, String subnet) {
        assertThat(learned).isInstanceOfSatisfying(Learned.Launch.class, launch -> {
            assertThat(launch.source()).isEqualTo(source);
            assertThat(launch.request().network())
                    .isNotNull()
                    .extracting(Network::subnets)
                    .isEqualTo(List.of(subnet));
        });
    }

    static void assertNothing(Learned learned, String... words) {
        assertThat(learned)
                .isInstanceOfSatisfying(
                        Learned.Nothing.class,
                        nothing -> assertThat(String.join(" ", nothing.why())).contains(words));
    }
}
