package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.format.notice.NoticeJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules change the launches of a job's attempts. */
class ChangedLaunchesTest {

    private static final String SECOND = "2".repeat(32);
    private static final String THIRD = "3".repeat(32);
    private static final String SPOT_FIRST = """
            rules: [{name: on-demand, when: {cause: spot-interruption, attempt: 2-}, then: retry,\
             launch: {capacityProviderStrategy: [{capacityProvider: FARGATE}]}}]""";

    private final MemoryPorts ports = new MemoryPorts();

    private RecordedAttempt handle(String policy, TaskEvent event) {
        ports.useCase(policy).handle(event.task());
        return ports.records().getLast();
    }

    private static Retry retry(RecordedAttempt attempt) {
        return (Retry) attempt.decision();
    }

    private static Object provider(RecordedAttempt attempt) {
        return retry(attempt).launch().capacityProviderStrategy().getFirst().get("capacityProvider");
    }

    @Test
    void anOnDemandAttemptFollowsTheSecondInterruption() {
        String policy = TestPolicies.patientWith("attempts: 9", SPOT_FIRST);

        RecordedAttempt first = handle(policy, TaskEvent.spotInterrupted());
        RecordedAttempt second = handle(policy, TaskEvent.spotInterrupted().asAttempt(TaskEvent.TASK_ID, 2, SECOND));

        assertThat(provider(first)).isEqualTo("FARGATE_SPOT");
        assertThat(retry(first).changes()).isEmpty();
        assertThat(provider(second)).isEqualTo("FARGATE");
        assertThat(retry(second).changes())
                .containsExactly(new ChangedParameter("capacityProviderStrategy", "FARGATE_SPOT", "FARGATE"));
        assertThat(second.ruling().why()).endsWith("It changes the launch: FARGATE instead of FARGATE_SPOT.");
    }

    @Test
    void aChangeLastsForTheJobsLaterAttempts() {
        String policy = TestPolicies.patientWith(
                "attempts: 9",
                "otherwise: retry",
                SPOT_FIRST,
                "launch: {capacityProviderStrategy: [{capacityProvider: FARGATE_SPOT}], propagateTags: TASK_DEFINITION}");
        handle(policy, TaskEvent.spotInterrupted());
        handle(policy, TaskEvent.spotInterrupted().asAttempt(TaskEvent.TASK_ID, 2, SECOND));

        RecordedAttempt third = handle(
                policy,
                TaskEvent.exited(1)
                        .with(detail -> detail.put("capacityProviderName", "FARGATE"))
                        .asAttempt(TaskEvent.TASK_ID, 3, THIRD));

        assertThat(third.id().number()).isEqualTo(3);
        assertThat(provider(third)).isEqualTo("FARGATE");
        assertThat(retry(third).changes()).isEmpty();
        assertThat(retry(third).launch().propagateTags()).isEqualTo("TASK_DEFINITION");
    }

    @Test
    void aJobKeepsItsMoreMemoryAndTheNoticeSaysSo() {
        String policy = TestPolicies.patientWith(
                "attempts: 9",
                "otherwise: retry",
                "rules: [{name: more, when: {cause: out-of-memory}, then: retry, memory: {factor: 2, max: 8192}}]");
        TaskEvent killed = TaskEvent.stopped("EssentialContainerExited", "Essential container in task exited")
                .container("app", 137, "OutOfMemoryError: Container killed due to memory usage")
                .with(detail -> detail.put("cpu", "512").put("memory", "2048"));
        RecordedAttempt first = handle(policy, killed);

        assertThat(first.ruling().why()).endsWith("It changes the launch: memory 4096 instead of 2048.");
        assertThat(retry(first).launch().overrides().task()).isEqualTo(Map.of("memory", "4096"));

        RecordedAttempt second = handle(policy, secondOf(TaskEvent.exited(1)));
        assertThat(retry(second).launch().overrides().task()).isEqualTo(Map.of("memory", "4096"));
        assertThat(retry(second).changes()).isEmpty();

        RecordedAttempt third = handle(policy, secondOf(TaskEvent.exited(0)).asAttempt(TaskEvent.TASK_ID, 3, THIRD));
        String notice =
                NoticeJson.body(third, (RecordedDecision.End) third.decision(), new JobHistory(List.of(first, second)));
        assertThat(notice)
                .contains("It needed more memory. Put memory 4096 instead of 2048 into the task definition etl.")
                .contains("\"changes\":[{\"parameter\":\"memory\",\"before\":\"2048\",\"after\":\"4096\"}]");
    }

    private static TaskEvent secondOf(TaskEvent event) {
        return event.with(detail -> {
                    detail.put("cpu", "512").put("memory", "4096");
                    detail.withObjectProperty("overrides").put("memory", "4096");
                })
                .asAttempt(TaskEvent.TASK_ID, 2, SECOND);
    }

    @Test
    void asksForTheHostOnlyIfTheRuleAvoidsIt() {
        String policy = TestPolicies.patientWith(
                "otherwise: retry", "rules: [{name: elsewhere, when: {exitCode: 1}, then: retry, avoid: host}]");

        RecordedAttempt avoiding = handle(policy, onEc2(TaskEvent.exited(1)));
        RecordedAttempt other = handle(policy, onEc2(TaskEvent.exited(2)).task(SECOND));

        assertThat(avoiding.ruling().why()).endsWith("It changes the launch: avoided host i-0123456789abcdef0.");
        assertThat(retry(other).launch().placementConstraints()).isEmpty();
        assertThat(ports.done()).containsOnlyOnce("instance");
    }

    private static TaskEvent onEc2(TaskEvent event) {
        return event.with(detail -> {
            detail.put("launchType", "EC2");
            detail.put("containerInstanceArn", "arn:aws:ecs:eu-west-1:111122223333:container-instance/prod/1");
            detail.remove(List.of("platformVersion", "attachments"));
        });
    }

    @Test
    void namesEveryParameterThatARuleChanges() {
        String rule =
                "rules: [{name: elsewhere, when: {exitCode: 1}, then: retry, launch: {propagateTags: TASK_DEFINITION,"
                        + " enableECSManagedTags: true, tags: {moved: 'yes'}, placementStrategy: [{type: spread, field: host}],"
                        + " placementConstraints: [{type: distinctInstance}], volumeConfigurations: [{name: data}]}}]";
        RecordedAttempt first = handle(TestPolicies.patientWith(rule), TaskEvent.exited(1));

        assertThat(retry(first).changes())
                .extracting(ChangedParameter::words)
                .isEqualTo(List.of(
                        "placementConstraints distinctInstance",
                        "placementStrategy spread host",
                        "volumeConfigurations data",
                        "propagateTags TASK_DEFINITION",
                        "enableECSManagedTags true",
                        "tags {moved=yes}"));
    }
}
