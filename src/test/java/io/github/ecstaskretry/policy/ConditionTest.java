package io.github.ecstaskretry.policy;

import static io.github.ecstaskretry.TestPolicies.first;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.classify.Cause;
import io.github.ecstaskretry.classify.CauseKind;
import io.github.ecstaskretry.job.Stop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    private static final Cause DISK_FULL = new Cause("disk-full", CauseKind.AMBIGUOUS, "", "", "");

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
    void everyPartThatIsDeclaredMustHold(String when, boolean holds) {
        assertThat(condition(when).holds(STOP, DISK_FULL)).isEqualTo(holds);
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
    void aLaunchFailureHasReasonsAndNoContainers(String when, boolean holds) {
        Stop failure = new Stop.LaunchFailure("Ecs.ClientException", "RESOURCE:MEMORY", null);

        assertThat(condition(when).holds(failure, DISK_FULL)).isEqualTo(holds);
    }

    private static Condition condition(String when) {
        return first(patientWith("rules: [{name: rule, when: " + when + ", then: retry}]"))
                .rules()
                .getFirst()
                .when();
    }
}
