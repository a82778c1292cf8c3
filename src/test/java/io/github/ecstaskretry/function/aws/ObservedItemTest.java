package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ObservedItemTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:01Z");
    private static final AttemptItem FORMAT = new AttemptItem(
            new StateMachineArn("arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run"),
            Duration.ofDays(90));

    @Test
    void theItemSaysThatItWasOnlyObserved() {
        Map<String, AttributeValue> item = FORMAT.write(retry(Mode.OBSERVE), NOW);

        assertThat(item.get("mode").s()).isEqualTo("observe");
        assertThat(item).containsKey("launchRequest").doesNotContainKeys("pendingShard", "executionArn");
        assertThat(AttemptItem.read(item)).isEqualTo(retry(Mode.OBSERVE));
    }

    @Test
    void anActingPolicyWritesNoMode() {
        Map<String, AttributeValue> item = FORMAT.write(retry(Mode.ACT), NOW);

        assertThat(item).containsKeys("pendingShard", "executionArn").doesNotContainKey("mode");
        assertThat(AttemptItem.read(item)).isEqualTo(retry(Mode.ACT));
    }

    private static RecordedAttempt retry(Mode mode) {
        StoppedTask task = TaskEvent.exited(1).task();
        return new RecordedAttempt(
                AttemptId.first(task.arn()),
                Subject.of(task, null, Map.of()),
                task.times(),
                task.stop(),
                new Ruling("app-exit", CauseKind.AMBIGUOUS, "patient", mode, Ruling.OTHERWISE, true, "Why."),
                new RecordedDecision.Retry(
                        10,
                        task.times().stoppedAt().plusSeconds(10),
                        null,
                        request(),
                        null,
                        mode == Mode.ACT,
                        null,
                        List.of()),
                task.event(),
                task.times().stoppedAt());
    }

    private static RunTaskRequest request() {
        return ((Plan.Relaunch) Jobs.retry(TaskEvent.exited(1), TestPolicies.PATIENT, Map.of())).request();
    }
}
