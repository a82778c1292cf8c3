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
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;

/** What a rule or a schedule says becomes what a task's launch is learned from. */
class LaunchSourcesTest extends LaunchSourcesFixture {

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
        assertThat(denied(ofRule("nightly"))).isEqualTo("events:ListRuleNamesByTarget");
        switchboard.faults().refuse("EventBridge", "ListTargetsByRule", denied);
        assertThat(denied(ofRule("nightly"))).isEqualTo("events:ListTargetsByRule");
        switchboard.faults().refuse("EventBridge", "ListEventBuses", denied);
        assertThat(denied(ofRule("hourly"))).isEqualTo("events:ListEventBuses");
        switchboard.faults().refuse("Scheduler", "ListSchedules", denied);
        assertThat(denied(ofSchedule("nightly"))).isEqualTo("scheduler:ListSchedules");
        switchboard.faults().refuse("Scheduler", "GetSchedule", denied);
        assertThat(denied(ofSchedule("nightly"))).isEqualTo("scheduler:GetSchedule");
    }

    private @Nullable String denied(TaskEvent event) {
        return ((Learned.Nothing) learn(event)).denied();
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
