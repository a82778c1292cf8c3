package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.learn.LaunchQuery;
import io.github.ecstaskretry.core.learn.LaunchSource;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.launch.LaunchSourceJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which sources are asked how a task was launched, and when. */
class LearnedLaunchesTest {

    private static final String RETRIES = "version: 1\npolicies: [{name: any, otherwise: retry}]\n";
    private static final String JOB = TaskEvent.TASK_ID;

    private final MemoryPorts ports = new MemoryPorts();
    private final List<LaunchQuery> queries = new ArrayList<>();
    private String subnet = "subnet-0a";

    LearnedLaunchesTest() {
        ports.launchSource(this::find);
    }

    private LaunchSource.Candidates find(LaunchQuery query) {
        queries.add(query);
        String request =
                "{\"cluster\":\"prod\",\"taskDefinition\":\"etl\",\"networkConfiguration\":{\"awsvpcConfiguration\":"
                        + "{\"subnets\":[\"" + subnet + "\"]}}}";
        return new LaunchSource.Candidates(
                List.of(new Learned.Launch("rule:nightly", LaunchSourceJson.runTask(query.attempt(), request))));
    }

    private RecordedAttempt handle(String policy, TaskEvent event) {
        return ((Handled.Recorded) ports.useCase(policy).handle(event.task())).attempt();
    }

    @Test
    void recordsTheSourceAndLaunchesInItsNetwork() {
        RecordedAttempt recorded = handle(RETRIES, TaskEvent.exited(1));

        assertThat(recorded.decision())
                .isInstanceOfSatisfying(
                        RecordedDecision.Retry.class,
                        retry -> assertThat(retry.launchSource()).isEqualTo("rule:nightly"));
        assertThat(ports.requestOf(JOB + "-2").network())
                .isEqualTo(new Network(List.of("subnet-0a"), List.of(), false));
    }

    @Test
    void asksNobodyForATaskThatIsNotRetried() {
        handle(RETRIES, TaskEvent.exited(0));
        handle(
                RETRIES.replace("otherwise: retry", "otherwise: fail"),
                TaskEvent.exited(1).task("other"));

        assertThat(queries).isEmpty();
    }

    @Test
    void aRepeatedEventKeepsWhatWasLearnedFirst() {
        handle(RETRIES, TaskEvent.exited(1));
        subnet = "subnet-0b";
        Handled.Replayed repeated = (Handled.Replayed)
                ports.useCase(RETRIES).handle(TaskEvent.exited(1).task());

        assertThat(((RecordedDecision.Retry) repeated.attempt().decision())
                        .launch()
                        .network())
                .isEqualTo(new Network(List.of("subnet-0a"), List.of(), false));
        assertThat(ports.requestOf(JOB + "-2").network())
                .isEqualTo(new Network(List.of("subnet-0a"), List.of(), false));
    }

    @Test
    void aLaterAttemptIsLaunchedLikeTheOneBeforeEvenIfTheRuleChanged() {
        handle(RETRIES, TaskEvent.exited(1));
        subnet = "subnet-0b";
        RecordedAttempt second = handle(RETRIES, TaskEvent.exited(1).asAttempt(JOB, 2, "second"));

        assertThat(queries).hasSize(1);
        assertThat(second.decision())
                .isInstanceOfSatisfying(
                        RecordedDecision.Retry.class,
                        retry -> assertThat(retry.launchSource()).isEqualTo("attempt"));
        assertThat(ports.requestOf(JOB + "-3").network())
                .isEqualTo(ports.requestOf(JOB + "-2").network());
    }

    @Test
    void aPolicyThatNeverLearnsEndsTheJob() {
        RecordedAttempt recorded = handle(RETRIES.replace("otherwise", "learn: never, otherwise"), TaskEvent.exited(1));

        assertThat(queries).isEmpty();
        assertThat(recorded.decision())
                .isInstanceOfSatisfying(
                        RecordedDecision.End.class,
                        end -> assertThat(end.outcome()).isEqualTo(Outcome.UNLAUNCHABLE));
    }
}
