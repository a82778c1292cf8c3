package io.github.ecstaskretry.cli.ask.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.ask.explain.Schedule.Planned;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Decider DECIDER = new Decider(new Classifier(CatalogueYaml.builtIn()));

    /** Created at 11:50:00.5, stopped at 12:00:00. */
    private static final StoppedTask RESET = TaskEvent.neverStarted(
                    "CannotPullContainerError: connection reset by peer")
            .task();

    private static Schedule schedule(StoppedTask task, String policy) {
        return Schedule.of(
                task, AttemptId.first(task.arn()), TestPolicies.first(policy), JobHistory.NONE, Map.of(), DECIDER);
    }

    @Test
    void everyAttemptToComeIsPlannedUntilTheyAreSpent() {
        Schedule schedule = schedule(RESET, TestPolicies.PATIENT);

        assertThat(schedule.attemptDuration()).isEqualTo(Duration.parse("PT9M59.5S"));
        assertThat(schedule.attempts()).extracting(Planned::number).containsExactly(2, 3);
        assertThat(schedule.attempts())
                .extracting(Planned::delay)
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(schedule.attempts())
                .extracting(Planned::start)
                .containsExactly(Instant.parse("2026-01-31T12:00:10Z"), Instant.parse("2026-01-31T12:10:29.500Z"));
        assertThat(schedule.outcome()).isEqualTo(Outcome.EXHAUSTED);
        assertThat(schedule.why()).contains("The 3 attempts of policy 'patient' are spent.");
        assertThat(schedule.latestEnd()).isEqualTo(Instant.parse("2026-01-31T12:20:29Z"));
    }

    @Test
    void theJitterGivesARangeOfDelays() {
        Schedule full = schedule(RESET, TestPolicies.patientWith("backoff: {interval: 10s, rate: 3, jitter: full}"));
        Schedule equal = schedule(RESET, TestPolicies.patientWith("backoff: {interval: 10s, rate: 3, jitter: equal}"));

        assertThat(full.attempts())
                .extracting(planned -> planned.delays().shortest().toSeconds())
                .containsExactly(0L, 0L);
        assertThat(equal.attempts())
                .extracting(planned -> planned.delays().shortest().toSeconds())
                .containsExactly(5L, 15L);
        assertThat(full.attempts())
                .extracting(planned -> planned.delays().longest().toSeconds())
                .containsExactly(10L, 30L);
    }

    @Test
    void aJobsOwnDelayLiesWithinTheRange() {
        Schedule schedule = schedule(
                RESET,
                TestPolicies.patientWith(
                        "backoff: {interval: 1m, rate: 2, maxDelay: 1h, jitter: full}", "attempts: 10"));

        assertThat(schedule.attempts())
                .hasSize(9)
                .allSatisfy(planned -> assertThat(planned.delay())
                        .isBetween(planned.delays().shortest(), planned.delays().longest()));
        assertThat(schedule.attempts())
                .allSatisfy(planned -> assertThat(planned.start()).isBeforeOrEqualTo(planned.latestStart()));
    }

    @Test
    void noAttemptStartsAfterTheDeadline() {
        String policy = TestPolicies.patientWith(
                "backoff: {interval: 1m, rate: 2, maxDelay: 1h, jitter: full}", "attempts: 50", "deadline: 1h");

        Schedule schedule = schedule(RESET, policy);

        Instant deadline = Instant.parse("2026-01-31T12:50:00.500Z");
        assertThat(schedule.attempts())
                .isNotEmpty()
                .allSatisfy(planned -> assertThat(planned.latestStart()).isBeforeOrEqualTo(deadline));
        assertThat(schedule.outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(schedule.latestEnd()).isBeforeOrEqualTo(deadline.plus(schedule.attemptDuration()));
    }

    @Test
    void withoutADeadlineOnlyTheAttemptsEndIt() {
        Schedule schedule = schedule(
                RESET, TestPolicies.patientWith("backoff: {interval: 1d, rate: 1, maxDelay: 1d}", "deadline: none"));

        assertThat(schedule.attempts()).hasSize(2);
        assertThat(schedule.outcome()).isEqualTo(Outcome.EXHAUSTED);
    }

    @Test
    void uncountedAttemptsEndAtTheRulesLimit() {
        String policy = TestPolicies.patientWith(
                "rules: [{name: pull, when: {cause: image-network}, then: retry, counted: false, attempts: 6,"
                        + " backoff: {interval: 1s, rate: 2, jitter: none}}]");

        Schedule schedule = schedule(RESET, policy);

        assertThat(schedule.attempts())
                .extracting(planned -> planned.delays().longest().toSeconds())
                .containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(schedule.why()).contains("The 6 attempts of rule 'pull' are spent.");
    }

    @Test
    void aJobNeverHasMoreThanFiftyTasks() {
        String policy = TestPolicies.patientWith(
                "deadline: none", "rules: [{name: pull, when: {cause: image-network}, then: retry, counted: false}]");

        assertThat(schedule(RESET, policy).attempts()).hasSize(49);
    }

    @Test
    void anEndedJobHasNothingToCome() {
        Schedule schedule = schedule(TaskEvent.exited(1).task(), TestPolicies.PATIENT);

        assertThat(schedule.attempts()).isEmpty();
        assertThat(schedule.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(schedule.latestEnd()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    }
}
