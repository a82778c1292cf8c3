package io.github.ecstaskretry.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.launchers.RulesStandIn;
import io.github.ecstaskretry.testkit.standin.launchers.SchedulesStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** The sources over their wire protocols. */
class LaunchSourcesTest {

    private static final String UNIVERSAL = "arn:aws:scheduler:::aws-sdk:ecs:runTask";
    private static final String LONG_NAME = "nightly-report-of-the-whole-company";

    private final Switchboard switchboard = new Switchboard();
    private final RulesStandIn rules = new RulesStandIn();
    private final SchedulesStandIn schedules = new SchedulesStandIn(Account.EXAMPLE);
    private final HttpFront front =
            new HttpFront(0, List.of(rules.onTheWire(switchboard), schedules.onTheWire(switchboard)));
    private final EventBridgeClient eventBridge = Clients.eventBridge(front.endpoint());
    private final SchedulerClient scheduler = Clients.scheduler(front.endpoint());

    @AfterEach
    void close() {
        eventBridge.close();
        scheduler.close();
        front.close();
    }

    private Learned learn(TaskEvent event) {
        return new LaunchLearning(List.of(new EventRules(() -> eventBridge), new Schedules(() -> scheduler)))
                .learn(Jobs.situation(
                        event.task(), 1, "version: 1\npolicies: [{name: any}]", JobHistory.NONE, Map.of()));
    }

    private static TaskEvent startedBy(String startedBy) {
        return TaskEvent.exited(1).with(detail -> detail.put("startedBy", startedBy));
    }

    private static TaskEvent ofRule(String rule) {
        return startedBy(RulesStandIn.startedBy(rule));
    }

    private static TaskEvent ofSchedule(String schedule) {
        return startedBy(SchedulesStandIn.startedBy(schedule));
    }

    private static TaskEvent namingItsSchedule(String arn) {
        return TaskEvent.exited(1).environment("app", "ECS_RETRY_SCHEDULE", arn);
    }

    /** A target as both services keep it. */
    private static String target(String family, String subnet) {
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

    private static String universal(String members) {
        return """
                {"Arn": "%s", "RoleArn": "arn:aws:iam::111122223333:role/s", "Input": "{\\"Cluster\\":\\"prod\\",\\"TaskDefinition\\":\\"etl\\",%s\\"LaunchType\\":\\"FARGATE\\",\\"NetworkConfiguration\\":{\\"AwsvpcConfiguration\\":{\\"Subnets\\":[\\"subnet-0u\\"]}}}"}
                """.formatted(UNIVERSAL, members.replace("\"", "\\\""));
    }

    private static void assertLearned(Learned learned, String source, String subnet) {
        assertThat(learned).isInstanceOfSatisfying(Learned.Launch.class, launch -> {
            assertThat(launch.source()).isEqualTo(source);
            assertThat(launch.request().network())
                    .isNotNull()
                    .extracting(Network::subnets)
                    .isEqualTo(List.of(subnet));
        });
    }

    private static void assertNothing(Learned learned, String... words) {
        assertThat(learned)
                .isInstanceOfSatisfying(
                        Learned.Nothing.class,
                        nothing -> assertThat(String.join(" ", nothing.why())).contains(words));
    }

    @Test
    void learnsEverythingFromARuleInTwoCalls() {
        rules.put("nightly", target("etl", "subnet-0a"));

        assertThat(learn(ofRule("nightly"))).isInstanceOfSatisfying(Learned.Launch.class, launch -> {
            assertThat(launch.source()).isEqualTo("rule:nightly");
            assertThat(launch.request().network()).isEqualTo(new Network(List.of("subnet-0a"), List.of("sg-0a"), true));
            assertThat(launch.request().propagateTags()).isEqualTo("TASK_DEFINITION");
            assertThat(launch.request().enableEcsManagedTags()).isTrue();
            assertThat(launch.request().placementConstraints()).containsExactly(Map.of("type", "distinctInstance"));
            assertThat(launch.request().tags()).isEqualTo(Map.of("team", "data"));
        });
        assertThat(switchboard.log().counts())
                .isEqualTo(Map.of("EventBridge.ListRuleNamesByTarget", 1L, "EventBridge.ListTargetsByRule", 1L));
    }

    @Test
    void learnsEverythingFromAScheduleInTwoCalls() {
        schedules.put("jobs", "nightly", target("etl", "subnet-0a"));

        assertLearned(learn(ofSchedule("nightly")), "schedule:jobs/nightly", "subnet-0a");
        assertThat(switchboard.log().counts())
                .isEqualTo(Map.of("Scheduler.ListSchedules", 1L, "Scheduler.GetSchedule", 1L));
    }

    @Test
    void asksTheOtherEventBusesIfTheDefaultOneHasNoSuchRule() {
        rules.put("hourly", target("etl", "subnet-0a"));
        rules.putOn("orders", "nightly", target("etl", "subnet-0b"));

        assertLearned(learn(ofRule("nightly")), "rule:orders/nightly", "subnet-0b");
        assertThat(switchboard.log().counts())
                .isEqualTo(Map.of(
                        "EventBridge.ListRuleNamesByTarget", 2L,
                        "EventBridge.ListEventBuses", 1L,
                        "EventBridge.ListTargetsByRule", 1L));

        rules.putOn("stock", "nightly", target("etl", "subnet-0c"));
        assertNothing(learn(ofRule("nightly")), "rule:orders/nightly, rule:stock/nightly", "networkConfiguration");
    }

    @Test
    void doesNotAskManyEventBusesOneByOne() {
        for (int number = 1; number <= 12; number++) {
            rules.putOn("bus-" + number, "nightly", target("etl", "subnet-0a"));
        }

        assertNothing(learn(ofRule("nightly")), "too many other event buses");
    }

    @Test
    void findsRulesAndSchedulesByTheBeginningOfACutName() {
        rules.put(LONG_NAME, target("etl", "subnet-0a"));
        schedules.put("default", LONG_NAME, target("etl", "subnet-0b"));

        assertLearned(learn(ofRule(LONG_NAME)), "rule:" + LONG_NAME, "subnet-0a");
        assertLearned(learn(ofSchedule(LONG_NAME)), "schedule:default/" + LONG_NAME, "subnet-0b");
    }

    @Test
    void aNameThatIsNotCutIsTheWholeName() {
        rules.put("nightly-2", target("etl", "subnet-0a"));
        schedules.put("default", "nightly-2", target("etl", "subnet-0a"));

        assertNothing(learn(ofRule("nightly")), "No rule", "'nightly'");
        assertNothing(learn(ofSchedule("nightly")), "No schedule", "'nightly'");
    }

    @Test
    void refusesSeveralSchedulesThatDifferUnlessTheTaskNamesItsOwn() {
        schedules.put("a", "nightly", target("etl", "subnet-0a"));
        String second = schedules.put("b", "nightly", target("etl", "subnet-0b"));

        assertNothing(
                learn(ofSchedule("nightly")),
                "schedule:a/nightly, schedule:b/nightly",
                "they differ in networkConfiguration");
        assertLearned(learn(namingItsSchedule(second)), "schedule:b/nightly", "subnet-0b");
    }

    @Test
    void takesSeveralSchedulesThatAreAlikeAsOne() {
        schedules.put("a", "nightly", target("etl", "subnet-0a"));
        schedules.put("b", "nightly", target("etl:7", "subnet-0a"));

        assertLearned(learn(ofSchedule("nightly")), "schedule:a/nightly", "subnet-0a");
    }

    @Test
    void picksTheTargetOfTheTasksFamily() {
        rules.put("nightly", target("report", "subnet-0b"), target("etl:3", "subnet-0a"));

        assertLearned(learn(ofRule("nightly")), "rule:nightly", "subnet-0a");
    }

    @Test
    void readsAUniversalTargetThatTheTaskNames() {
        String arn = schedules.put("jobs", "universal", universal(""));

        assertLearned(learn(namingItsSchedule(arn)), "schedule:jobs/universal", "subnet-0u");
        assertThat(switchboard.log().counts()).isEqualTo(Map.of("Scheduler.GetSchedule", 1L));
    }

    @Test
    void findsAUniversalTargetByTheStartedByOfItsInput() {
        schedules.put("jobs", "nightly", universal("\"StartedBy\":\"chronos-schedule/nightly\","));
        schedules.put("other", "nightly", universal(""));

        assertLearned(learn(ofSchedule("nightly")), "schedule:jobs/nightly", "subnet-0u");
    }

    @Test
    void aScheduleThatDoesNotExistTeachesNothing() {
        String arn = schedules.put("jobs", "nightly", target("etl", "subnet-0a"));
        schedules.delete("jobs", "nightly");

        assertNothing(learn(namingItsSchedule(arn)), "schedule:jobs/nightly");
    }

    @Test
    void showsNoValueOfTheEnvironmentThatIsNoSchedule() {
        assertNothing(learn(namingItsSchedule("hunter2")), "ECS_RETRY_SCHEDULE");
        assertThat(learn(namingItsSchedule("hunter2")).toString()).doesNotContain("hunter2");
        assertNothing(
                learn(namingItsSchedule("arn:aws:scheduler:eu-west-1:999999999999:schedule/default/theirs")),
                "of this account and Region");
    }

    @Test
    void namesThePermissionThatIsDenied() {
        rules.put("nightly", target("etl", "subnet-0a"));
        schedules.put("default", "nightly", target("etl", "subnet-0a"));
        AwsError denied = AwsError.of(400, "AccessDeniedException", "not authorized");

        switchboard.faults().refuse("EventBridge", "ListRuleNamesByTarget", denied);
        assertNothing(learn(ofRule("nightly")), "events:ListRuleNamesByTarget");
        switchboard.faults().refuse("EventBridge", "ListTargetsByRule", denied);
        assertNothing(learn(ofRule("nightly")), "events:ListTargetsByRule");
        switchboard.faults().refuse("EventBridge", "ListEventBuses", denied);
        assertNothing(learn(ofRule("hourly")), "events:ListEventBuses");
        switchboard.faults().refuse("Scheduler", "ListSchedules", denied);
        assertNothing(learn(ofSchedule("nightly")), "scheduler:ListSchedules");
        switchboard.faults().refuse("Scheduler", "GetSchedule", denied);
        assertNothing(learn(ofSchedule("nightly")), "scheduler:GetSchedule");
    }

    @Test
    void failsIfAwsFails() {
        switchboard
                .faults()
                .refuse("EventBridge", "ListRuleNamesByTarget", AwsError.of(500, "InternalException", "no"));

        assertThatThrownBy(() -> learn(ofRule("nightly"))).isInstanceOf(EventBridgeException.class);
    }

    @Test
    void asksNobodyForTasksOfOthersAndForPoliciesThatNeverLearn() {
        assertThat(learn(startedBy("somebody"))).isEqualTo(Learned.UNASKED);
        assertThat(new LaunchLearning(List.of(new EventRules(() -> eventBridge)))
                        .learn(Jobs.situation(
                                ofRule("nightly").task(),
                                1,
                                TestPolicies.PATIENT + "    learn: never\n",
                                JobHistory.NONE,
                                Map.of())))
                .isEqualTo(Learned.UNASKED);
        assertThat(switchboard.log().counts()).isEmpty();
    }

    @Test
    void doesNotAskManyRulesOneByOne() {
        for (int number = 0; number < 200; number++) {
            rules.put("nightly-report-of-company-" + number, target("etl", "subnet-0a"));
        }

        assertNothing(learn(ofRule("nightly-report-of-company-7")), "rules have the name 'nightly-report-of-compan…'");
    }
}
