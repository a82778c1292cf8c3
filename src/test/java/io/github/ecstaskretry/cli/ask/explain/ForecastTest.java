package io.github.ecstaskretry.cli.ask.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.ask.explain.Forecast.ForecastAttempt;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Gathered;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final Decider DECIDER = new Decider(new Classifier(CatalogueYaml.builtIn()));

    /** Created at 11:50:00.5, stopped at 12:00:00. */
    private static final StoppedTask RESET = TaskEvent.neverStarted(
                    "CannotPullContainerError: connection reset by peer")
            .task();

    private static Forecast forecast(StoppedTask task, String policy) {
        Situation situation = new Situation(
                task,
                AttemptId.first(task.arn()),
                TestPolicies.first(policy),
                null,
                JobHistory.NONE,
                Gathered.NOTHING,
                task.times().stoppedAt());
        return Forecast.of(
                situation,
                Explainer.PLANNER.plan(situation, DECIDER.decide(situation), Learned.UNASKED),
                Learned.UNASKED,
                DECIDER);
    }

    @Test
    void forecastsAttemptsUntilNoneAreLeft() {
        Forecast forecast = forecast(RESET, TestPolicies.PATIENT);

        assertThat(forecast.attemptDuration()).isEqualTo(Duration.parse("PT9M59.5S"));
        assertThat(forecast.attempts()).extracting(ForecastAttempt::number).containsExactly(2, 3);
        assertThat(forecast.attempts())
                .extracting(planned -> planned.retry().delay())
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(forecast.attempts())
                .extracting(planned -> planned.retry().notBefore())
                .containsExactly(Instant.parse("2026-01-31T12:00:10Z"), Instant.parse("2026-01-31T12:10:29.500Z"));
        assertThat(forecast.outcome()).isEqualTo(Outcome.EXHAUSTED);
        assertThat(forecast.why()).contains("The 3 attempts of policy 'patient' are spent.");
        assertThat(forecast.latestEnd()).isEqualTo(Instant.parse("2026-01-31T12:20:29Z"));
    }

    @Test
    void theJitterGivesARangeOfDelays() {
        Forecast full = forecast(RESET, TestPolicies.patientWith("backoff: {interval: 10s, rate: 3, jitter: full}"));
        Forecast equal = forecast(RESET, TestPolicies.patientWith("backoff: {interval: 10s, rate: 3, jitter: equal}"));

        assertThat(full.attempts())
                .extracting(planned -> planned.retry().shortest().toSeconds())
                .containsExactly(0L, 0L);
        assertThat(equal.attempts())
                .extracting(planned -> planned.retry().shortest().toSeconds())
                .containsExactly(5L, 15L);
        assertThat(full.attempts())
                .extracting(planned -> planned.retry().longest().toSeconds())
                .containsExactly(10L, 30L);
    }

    @Test
    void givesARangeThatContainsTheActualDelay() {
        Forecast forecast = forecast(
                RESET,
                TestPolicies.patientWith(
                        "backoff: {interval: 1m, rate: 2, maxDelay: 1h, jitter: full}", "attempts: 10"));

        assertThat(forecast.attempts())
                .hasSize(9)
                .allSatisfy(planned -> assertThat(planned.retry().delay())
                        .isBetween(planned.retry().shortest(), planned.retry().longest()));
        assertThat(forecast.attempts())
                .allSatisfy(
                        planned -> assertThat(planned.retry().notBefore()).isBeforeOrEqualTo(planned.latestStart()));
    }

    @Test
    void noAttemptStartsAfterTheDeadline() {
        String policy = TestPolicies.patientWith(
                "backoff: {interval: 1m, rate: 2, maxDelay: 1h, jitter: full}", "attempts: 50", "deadline: 1h");

        Forecast forecast = forecast(RESET, policy);

        Instant deadline = Instant.parse("2026-01-31T12:50:00.500Z");
        assertThat(forecast.attempts())
                .isNotEmpty()
                .allSatisfy(planned -> assertThat(planned.latestStart()).isBeforeOrEqualTo(deadline));
        assertThat(forecast.outcome()).isEqualTo(Outcome.EXPIRED);
        assertThat(forecast.latestEnd()).isBeforeOrEqualTo(deadline.plus(forecast.attemptDuration()));
    }

    @Test
    void withoutADeadlineOnlyTheAttemptsEndIt() {
        Forecast forecast = forecast(
                RESET, TestPolicies.patientWith("backoff: {interval: 1d, rate: 1, maxDelay: 1d}", "deadline: none"));

        assertThat(forecast.attempts()).hasSize(2);
        assertThat(forecast.outcome()).isEqualTo(Outcome.EXHAUSTED);
    }

    @Test
    void uncountedAttemptsEndAtTheRulesLimit() {
        String policy = TestPolicies.patientWith(
                "rules: [{name: pull, when: {cause: image-network}, then: retry, counted: false, attempts: 6,"
                        + " backoff: {interval: 1s, rate: 2, jitter: none}}]");

        Forecast forecast = forecast(RESET, policy);

        assertThat(forecast.attempts())
                .extracting(planned -> planned.retry().longest().toSeconds())
                .containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(forecast.why()).contains("The 6 attempts of rule 'pull' are spent.");
    }

    @Test
    void showsWhatChangesFromAttemptToAttempt() {
        StoppedTask killed = TaskEvent.spotInterrupted()
                .with(detail -> detail.put("cpu", "256").put("memory", "1024"))
                .task();
        String policy = TestPolicies.patientWith(
                "attempts: 5",
                "rules: [{name: more, when: {started: true}, then: retry, memory: {max: 3072},"
                        + " launch: {capacityProviderStrategy: [{capacityProvider: FARGATE}]}}]");

        assertThat(forecast(killed, policy).attempts())
                .extracting(planned -> ChangedParameter.words(planned.changes()))
                .containsExactly(
                        "FARGATE instead of FARGATE_SPOT, memory 2048 instead of 1024",
                        "memory 3072 instead of 2048, cpu 512 instead of 256",
                        "",
                        "");
    }

    @Test
    void aJobNeverHasMoreThanFiftyTasks() {
        String policy = TestPolicies.patientWith(
                "deadline: none", "rules: [{name: pull, when: {cause: image-network}, then: retry, counted: false}]");

        assertThat(forecast(RESET, policy).attempts()).hasSize(49);
    }

    @Test
    void forecastsNothingForAnEndedJob() {
        Forecast forecast = forecast(TaskEvent.exited(1).task(), TestPolicies.PATIENT);

        assertThat(forecast.attempts()).isEmpty();
        assertThat(forecast.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(forecast.latestEnd()).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    }
}
