package io.github.ecstaskretry.format.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.RunTaskRecord;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.learn.LaunchRecord;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchRecordJsonTest {

    private static LaunchRecord read(RunTaskRecord record) {
        return LaunchRecordJson.read(record.toString(), TaskEvent.OURS);
    }

    @Test
    void readsALaunchWithItsTask() {
        LaunchRecord record = read(RunTaskRecord.launched());

        assertThat(record.at()).isEqualTo(Instant.parse("2026-01-31T11:50:00Z"));
        assertThat(record.taskArns()).containsExactly(TaskEvent.TASK_ARN);
        assertThat(record.missing()).isEmpty();
        assertThat(record.request().network()).isEqualTo(new Network(List.of("subnet-0c"), List.of("sg-0c"), true));
        assertThat(record.request().launchType()).isEqualTo("FARGATE");
    }

    @Test
    void readsEveryParameterThatALaunchCanHave() {
        LaunchRecord record = read(RunTaskRecord.launched().request(request -> {
            request.put("propagateTags", "TASK_DEFINITION").put("enableECSManagedTags", true);
            request.putArray("tags").addObject().put("key", "team").put("value", "data");
            request.putArray("capacityProviderStrategy")
                    .addObject()
                    .put("capacityProvider", "FARGATE_SPOT")
                    .put("weight", 1)
                    .put("base", 0);
            request.putArray("placementConstraints").addObject().put("type", "distinctInstance");
            request.putArray("volumeConfigurations")
                    .addObject()
                    .put("name", "data")
                    .putObject("managedEBSVolume")
                    .put("sizeInGiB", 20);
        }));

        assertThat(LaunchRequestJson.masked(record.request()).toString())
                .contains(
                        "\"propagateTags\":\"TASK_DEFINITION\"",
                        "\"enableECSManagedTags\":true",
                        "{\"key\":\"team\",\"value\":\"data\"}",
                        "\"capacityProvider\":\"FARGATE_SPOT\"",
                        "\"type\":\"distinctInstance\"",
                        "\"managedEBSVolume\":{\"sizeInGiB\":20}");
    }

    @Test
    void completesTheNameOfAClusterAndOfATaskDefinition() {
        LaunchRecord named = read(
                RunTaskRecord.launched().request(r -> r.put("cluster", "prod").put("taskDefinition", "etl")));
        LaunchRecord without = read(RunTaskRecord.launched().request(r -> r.remove("cluster")));

        assertThat(named.request().cluster()).isEqualTo(TaskEvent.CLUSTER_ARN);
        assertThat(named.request().taskDefinition()).isEqualTo(TaskEvent.TASK_DEFINITION_ARN.replace(":7", ""));
        assertThat(without.request().cluster()).isEqualTo(TaskEvent.CLUSTER_ARN.replace("prod", "default"));
    }

    @Test
    void namesContainersWhoseEnvironmentIsHidden() {
        LaunchRecord record = read(RunTaskRecord.launched().withHiddenEnvironment());
        LaunchRecord eachValue = read(RunTaskRecord.launched()
                .request(request -> request.putObject("overrides")
                        .putArray("containerOverrides")
                        .addObject()
                        .put("name", "app")
                        .putArray("environment")
                        .addObject()
                        .put("name", "TOKEN")
                        .put("value", "HIDDEN_DUE_TO_SECURITY_REASONS")));

        assertThat(record.hidden()).containsExactly("app");
        assertThat(eachValue.hidden()).containsExactly("app");
        assertThat(record.request().overrides().of("app").getFirst().isEmpty()).isTrue();
    }

    @Test
    void aFailureOfARuleOrScheduleIsAMissingTask() {
        LaunchRecord record = read(RunTaskRecord.failed("RESOURCE:MEMORY"));

        FailedLaunch launch = record.missing().getFirst();
        assertThat(record.missing()).hasSize(1);
        assertThat(launch.attempt().launchName()).isEqualTo(RunTaskRecord.JOB + "-1");
        assertThat(launch.stop()).isEqualTo(new LaunchFailure(null, "RESOURCE:MEMORY", null));
        assertThat(launch.origin().startedBy()).isEqualTo("chronos-schedule/nightly");
        assertThat(launch.times().stoppedAt()).isEqualTo(Instant.parse("2026-01-31T11:50:00Z"));
        assertThat(launch.placement().awsvpc()).isTrue();
    }

    @Test
    void everyTaskThatWasAskedForAndNotMadeIsMissing() {
        RunTaskRecord three = RunTaskRecord.failed("RESOURCE:CPU").request(request -> request.put("count", 3));
        three.with(record -> record.withObject("responseElements")
                .withArrayProperty("tasks")
                .addObject()
                .put("taskArn", TaskEvent.TASK_ARN));

        assertThat(read(three).missing())
                .extracting(launch -> launch.attempt().launchName())
                .containsExactly(RunTaskRecord.JOB + "-1", RunTaskRecord.JOB + "-2-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ecs-retry/job/2", "AWS Step Functions", "airflow", "events-rul"})
    void failedLaunchesOfOthersAreLeftAlone(String startedBy) {
        assertThat(read(RunTaskRecord.failed("RESOURCE:CPU").request(request -> request.put("startedBy", startedBy)))
                        .missing())
                .isEmpty();
    }

    @Test
    void anAnswerWithAnErrorIsLeftToEventBridge() {
        LaunchRecord denied = read(RunTaskRecord.failed("any").with(record -> {
            record.put("errorCode", "AccessDenied").putNull("requestParameters");
            record.putNull("responseElements");
        }));
        LaunchRecord refused = read(RunTaskRecord.failed("any")
                .with(record -> record.put("errorCode", "ClientException").putNull("responseElements")));

        assertThat(denied.request()).isNull();
        assertThat(denied.missing()).isEmpty();
        assertThat(refused.missing()).isEmpty();
    }

    @Test
    void parametersThatWereCutAreNoRequest() {
        LaunchRecord cut = read(RunTaskRecord.launched()
                .with(record -> record.putObject("requestParameters").put("omitted", true)));
        LaunchRecord text = read(RunTaskRecord.launched().with(record -> record.put("requestParameters", "…")));

        assertThat(Objects.requireNonNull(cut).request()).isNull();
        assertThat(text.request()).isNull();
        assertThat(text.taskArns()).containsExactly(TaskEvent.TASK_ARN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"eventID\":\"a b\"}", "{\"eventID\":\"a\",\"eventTime\":\"noon\"}"})
    void refusesATextThatIsNotARecord(String text) {
        assertThatThrownBy(() -> LaunchRecordJson.read(text, TaskEvent.OURS))
                .isInstanceOf(MalformedEventException.class);
    }
}
