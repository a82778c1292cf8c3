package io.github.ecstaskretry.core.policy;

import static io.github.ecstaskretry.TestPolicies.first;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.task.Stop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    private static final Cause DISK_FULL = new Cause("disk-full", CauseKind.AMBIGUOUS, "", "", "");

    private static final Candidate TASK =
            new Candidate("prod-eu", "etl-load", "family:etl-load", "events-rule/nightly");

    private static final Stop STOP = TaskEvent.stopped("EssentialContainerExited", "Essential container in task exited")
            .container("app", 64, "Write failed: No space left on device")
            .container("proxy", 0, null)
            .container("never-ran", null, null)
            .task()
            .stop();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cause: disk-full}                             | true",
                "{cause: [disk-*, image-*]}                     | true",
                "{cause: image-*}                               | false",
                "{causeKind: ambiguous}                         | true",
                "{causeKind: [transient, permanent]}            | false",
                "{stopCode: EssentialContainerExited}           | true",
                "{stopCode: TaskFailedToStart}                  | false",
                "{exitCode: 64-78}                              | true",
                "{exitCode: 0}                                  | true",
                "{exitCode: 1}                                  | false",
                "{exitCode: none}                               | true",
                "{container: app, exitCode: 0}                  | false",
                "{container: proxy, exitCode: 0}                | true",
                "{container: app, exitCode: none}               | false",
                "{container: never-ran, exitCode: none}         | true",
                "{container: app}                               | true",
                "{container: gone}                              | false",
                "{reason: '*no space left*'}                    | true",
                "{reason: 'essential container*'}               | true",
                "{reason: '*connection*'}                       | false",
                "{container: proxy, reason: '*no space left*'}  | false",
                "{cause: disk-full, exitCode: 1}                | false",
                "{cause: disk-full, exitCode: 64}               | true",
            })
    void holdsIfEveryDeclaredKeyHolds(String when, boolean holds) {
        assertThat(condition(when).holds(found(STOP))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{reason: 'resource:*'}       | true",
                "{reason: 'Ecs.Client*'}      | true",
                "{cause: disk-full}           | true",
                "{exitCode: none}             | false",
                "{stopCode: '*'}              | false",
            })
    void readsReasonsButNoContainersOfALaunchFailure(String when, boolean holds) {
        Stop failure = new Stop.LaunchFailure("Ecs.ClientException", "RESOURCE:MEMORY", null);

        assertThat(condition(when).holds(found(failure))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{launchType: FARGATE}                            | true",
                "{launchType: [EC2, MANAGED_*]}                   | false",
                "{capacityProvider: '*_SPOT'}                     | true",
                "{capacityProvider: FARGATE}                      | false",
                "{attempt: 3}                                     | true",
                "{attempt: [1, 4-]}                               | false",
                "{attempt: 2-}                                    | true",
                "{started: true}                                  | true",
                "{started: false}                                 | false",
                "{cluster: prod-*}                                | true",
                "{cluster: test-*}                                | false",
                "{family: etl-load}                               | true",
                "{family: web}                                    | false",
                "{group: 'family:*'}                              | true",
                "{group: ci}                                      | false",
                "{startedBy: events-rule/*}                       | true",
                "{startedBy: jenkins}                             | false",
                "{tags: {team: data-*}}                           | true",
                "{tags: {team: data-*, owner: '*'}}               | false",
                "{cluster: prod-*, attempt: 4-}                   | false",
                "{not: {exitCode: 1}}                             | true",
                "{not: {exitCode: 64}}                            | false",
                "{not: {exitCode: 64, attempt: 1}}                | true",
                "{exitCode: 64, not: {tags: {team: data-science}}} | false",
            })
    void readsTheTaskAndItsAttempt(String when, boolean holds) {
        assertThat(condition(when).holds(found(STOP))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"launchType", "capacityProvider", "stopCode"})
    void matchesNoMissingText(String key) {
        RuleInput bare = new RuleInput(
                new Stop.TaskStop(null, null, List.of(), null), DISK_FULL, 1, false, null, null, TASK, Map.of());

        assertThat(condition("{" + key + ": '*'}").holds(bare)).isFalse();
        assertThat(condition("{not: {" + key + ": '*'}}").holds(bare)).isTrue();
    }

    @Test
    void namesEveryMissedKeyInTheOrderOfTheReference() {
        Condition nothingHolds =
                condition("{not: {cause: disk-full}, tags: {team: web}, startedBy: a, group: a, family: a,"
                        + " cluster: a, started: false, attempt: 1, capacityProvider: a, launchType: a, reason: a, exitCode: 7,"
                        + " container: gone, stopCode: a, causeKind: transient, cause: capacity}");

        assertThat(nothingHolds.misses(found(STOP))).isEqualTo(Condition.KEYS);
    }

    @Test
    void namesOnlyTheMissedKeys() {
        assertThat(condition("{cause: disk-full, attempt: 1, started: true, family: web}")
                        .misses(found(STOP)))
                .containsExactly("attempt", "family");
        assertThat(condition("{cause: disk-full, attempt: 3}").misses(found(STOP)))
                .isEmpty();
    }

    @Test
    void needsTagsOnlyIfItDeclaresThem() {
        assertThat(condition("{tags: {team: web}}").needsTags()).isTrue();
        assertThat(condition("{exitCode: 1, not: {tags: {team: web}}}").needsTags())
                .isTrue();
        assertThat(condition("{exitCode: 1, not: {family: web}}").needsTags()).isFalse();
    }

    private static RuleInput found(Stop stop) {
        return new RuleInput(
                stop,
                DISK_FULL,
                3,
                true,
                "FARGATE",
                "FARGATE_SPOT",
                TASK,
                Map.of("team", "data-science", "env", "prod"));
    }

    private static Condition condition(String when) {
        return first(patientWith("rules: [{name: rule, when: " + when + ", then: retry}]"))
                .rules()
                .getFirst()
                .when();
    }
}
