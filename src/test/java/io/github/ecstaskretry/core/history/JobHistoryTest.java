package io.github.ecstaskretry.core.history;

import static io.github.ecstaskretry.TestPolicies.PATIENT;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobHistoryTest {

    private static final TaskEvent RESET = TaskEvent.neverStarted("CannotPullContainerError: connection reset by peer");
    private static final JobHistory THREE = three(PATIENT);

    private static JobHistory three(String policy) {
        JobHistory one = Jobs.with(JobHistory.NONE, RESET.task(), 1, policy);
        JobHistory two = Jobs.with(one, TaskEvent.spotInterrupted().task(), 2, policy);
        return Jobs.with(two, RESET.task(), 3, policy);
    }

    /** The attempt with other tags, and another who started the job. */
    private static RecordedAttempt of(RecordedAttempt attempt, String originalStartedBy, Map<String, String> tags) {
        Subject subject = attempt.subject();
        return new RecordedAttempt(
                attempt.id(),
                new Subject(
                        subject.taskArn(),
                        subject.clusterArn(),
                        subject.cluster(),
                        subject.family(),
                        subject.taskDefinitionArn(),
                        subject.group(),
                        subject.startedBy(),
                        originalStartedBy,
                        subject.launchType(),
                        subject.capacityProvider(),
                        subject.size(),
                        tags,
                        null),
                attempt.times(),
                attempt.stop(),
                attempt.ruling(),
                attempt.decision(),
                attempt.event(),
                attempt.receivedAt());
    }

    @Test
    void sortsAttemptsByTheirNumbers() {
        JobHistory shuffled = new JobHistory(THREE.attempts().reversed());

        assertThat(shuffled.attempts())
                .extracting(attempt -> attempt.id().number())
                .containsExactly(1, 2, 3);
    }

    @Test
    void theHistoryBeforeAnAttemptLeavesItOut() {
        assertThat(THREE.before(3).attempts())
                .extracting(attempt -> attempt.id().number())
                .containsExactly(1, 2);
        assertThat(THREE.before(1).attempts()).isEmpty();
    }

    @Test
    void anAttemptIsFoundByItsNumber() {
        assertThat(THREE.attempt(2))
                .hasValueSatisfying(attempt -> assertThat(attempt.id().number()).isEqualTo(2));
        assertThat(THREE.attempt(4)).isEmpty();
    }

    @Test
    void theLastAttemptDescribesTheNextOne() {
        JobHistory history = new JobHistory(List.of(
                of(THREE.attempts().get(0), "first", Map.of("team", "old")),
                of(THREE.attempts().get(1), "events-rule/nightly", Map.of("team", "data"))));

        assertThat(history.policy()).hasValue("patient");
        assertThat(history.originalStartedBy()).isEqualTo("events-rule/nightly");
        assertThat(history.tags()).isEqualTo(Map.of("team", "data"));
    }

    @Test
    void aNewJobHasNoHistory() {
        assertThat(JobHistory.NONE.policy()).isEmpty();
        assertThat(JobHistory.NONE.originalStartedBy()).isNull();
        assertThat(JobHistory.NONE.tags()).isEmpty();
        assertThat(JobHistory.NONE.counted()).isZero();
        assertThat(JobHistory.NONE.startedAt(RESET.task())).isEqualTo(Instant.parse("2026-01-31T11:50:00.500Z"));
    }

    @Test
    void aJobStartedWithItsFirstTask() {
        TaskEvent later = TaskEvent.like(RESET).with(detail -> detail.put("createdAt", "2026-01-31T15:00:00Z"));

        assertThat(THREE.startedAt(later.task())).isEqualTo(Instant.parse("2026-01-31T11:50:00.500Z"));
    }

    @Test
    void attemptsOfUncountedRulesAreNotCounted() {
        JobHistory history = three(
                patientWith("rules: [{name: spot, when: {cause: spot-interruption}, then: retry, counted: false}]"));

        assertThat(history.counted()).isEqualTo(2);
        assertThat(history.endedBy("spot")).isEqualTo(1);
        assertThat(THREE.counted()).isEqualTo(3);
    }
}
