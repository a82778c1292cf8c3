package io.github.ecstaskretry.core.decide;

import static io.github.ecstaskretry.TestPolicies.PATIENT;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.LaunchPlanner;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeciderTest extends DeciderFixture {

    @Test
    void aSuccessfulFirstAttemptIsASuccess() {
        Verdict verdict = decide(TaskEvent.exited(0), 1, PATIENT);

        assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(Outcome.SUCCEEDED, false));
        assertThat(verdict.ruling().rule()).isEqualTo(Ruling.SUCCESS);
        assertThat(verdict.ruling().causeKind()).isEqualTo(CauseKind.SUCCESS);
    }

    @Test
    void aSuccessfulLaterAttemptIsARecovery() {
        Verdict verdict = decide(TaskEvent.exited(0), 2, PATIENT);

        assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(Outcome.RECOVERED, true));
    }

    @Test
    void aTransientFailureIsTriedAgainAfterTheBackoff() {
        Verdict.RunAgain retry = retry(TaskEvent.neverStarted(REGISTRY_HICCUP), 1, PATIENT);

        assertThat(retry.attempt()).isEqualTo(new AttemptId(TaskEvent.TASK_ID, 2));
        assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(retry.notBefore()).isEqualTo(Instant.parse("2026-01-31T12:00:10Z"));
    }

    @Test
    void theBackoffGrowsWithEachCountedAttempt() {
        Verdict.RunAgain retry = retry(TaskEvent.neverStarted(REGISTRY_HICCUP), 2, PATIENT);

        assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aPermanentFailureFails() {
        Verdict verdict = decide(TaskEvent.neverStarted(MISSING_IMAGE), 1, PATIENT);

        assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(Outcome.FAILED, true));
        assertThat(verdict.ruling().rule()).isEqualTo(Ruling.CATALOGUE);
    }

    @Test
    void aTaskStoppedOnPurposeIsCancelled() {
        Verdict verdict = decide(TaskEvent.stopped("UserInitiated", "enough").container("app", 143, null), 1, PATIENT);

        assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(Outcome.CANCELLED, true));
    }

    @ParameterizedTest
    @CsvSource({"fail,FAILED", "retry,"})
    void anAmbiguousFailureIsDecidedByOtherwise(String otherwise, Outcome outcome) {
        Verdict verdict = decide(TaskEvent.exited(1), 1, patientWith("otherwise: " + otherwise));

        assertThat(verdict.ruling().rule()).isEqualTo(Ruling.OTHERWISE);
        if (outcome == null) {
            assertThat(verdict.next()).isInstanceOf(Verdict.RunAgain.class);
        } else {
            assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(outcome, true));
        }
    }

    @Test
    void theFirstRuleThatTakesTheStopWinsOverTheCatalogue() {
        String policy = patientWith("rules: [{name: first, when: {exitCode: 3}, then: retry},"
                + " {name: second, when: {exitCode: [3, 4]}, then: fail}]");

        assertThat(decide(TaskEvent.exited(3), 1, policy).ruling().rule()).isEqualTo("first");
        assertThat(decide(TaskEvent.exited(3), 1, policy).next()).isInstanceOf(Verdict.RunAgain.class);
        assertThat(decide(TaskEvent.exited(4), 1, policy).ruling().rule()).isEqualTo("second");
        assertThat(decide(TaskEvent.exited(4), 1, policy).next()).isEqualTo(new Verdict.EndJob(Outcome.FAILED, true));
    }

    @Test
    void traceShowsWhatEachRuleMissed() {
        String policy = patientWith("rules: [{name: code, when: {exitCode: 7, started: false}, then: fail},"
                + " {name: this, when: {exitCode: 3}, then: fail}, {name: late, when: {exitCode: 3}, then: fail}]");

        assertThat(decide(TaskEvent.exited(3), 1, policy).rules())
                .containsExactly(
                        new RuleEvaluation("code", RuleEvaluation.Result.MISSED, List.of("exitCode", "started")),
                        new RuleEvaluation("this", RuleEvaluation.Result.MATCHED, List.of()),
                        new RuleEvaluation("late", RuleEvaluation.Result.NOT_EVALUATED, List.of()));
        assertThat(decide(TaskEvent.exited(0), 1, policy).rules())
                .extracting(RuleEvaluation::result)
                .containsOnly(RuleEvaluation.Result.NOT_EVALUATED);
    }

    @Test
    void judgesARecordedAttemptAgainByAnotherPolicyWithoutPlanningALaunch() {
        StoppedTask task = TaskEvent.exited(1).task();

        assertThat(Jobs.decide(task, 1, PATIENT.replaceAll("(?m)^ *network:.*\\R", ""), JobHistory.NONE)
                        .next())
                .isEqualTo(new Verdict.EndJob(Outcome.FAILED, true));
        assertThat(Jobs.decide(task, 1, patientWith("otherwise: retry"), JobHistory.NONE)
                        .next())
                .isInstanceOf(Verdict.RunAgain.class);
    }

    @Test
    void aTaskThatCannotBeRerunFaithfullyIsUnlaunchable() {
        Situation situation = Jobs.situation(
                TaskEvent.neverStarted(REGISTRY_HICCUP).task(),
                1,
                PATIENT.replaceAll("(?m)^ *network:.*\\R", ""),
                JobHistory.NONE,
                Map.of());
        Verdict verdict = new LaunchPlanner(LaunchRequestJson::length)
                .plan(situation, new Decider(Jobs.CLASSIFIER).decide(situation), Learned.UNASKED)
                .verdict();

        assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(Outcome.UNLAUNCHABLE, true));
        assertThat(verdict.ruling().why()).contains("network: {subnets");
    }

    @Test
    void aRuleCanAskForTheAttemptAndWhetherTheTaskEverStarted() {
        String policy = patientWith("rules: [{name: late, when: {attempt: 2-}, then: fail},"
                + " {name: ran, when: {started: true}, then: fail}]");

        assertThat(decide(TaskEvent.neverStarted(REGISTRY_HICCUP), 1, policy).next())
                .isInstanceOf(Verdict.RunAgain.class);
        assertThat(decide(TaskEvent.neverStarted(REGISTRY_HICCUP), 2, policy)
                        .ruling()
                        .rule())
                .isEqualTo("late");
        assertThat(decide(TaskEvent.spotInterrupted(), 1, policy).ruling().rule())
                .isEqualTo("ran");
    }

    @Test
    void aRuleSeesWhereTheTaskRanAndWhoseItWas() {
        String policy = patientWith(
                "rules: [{name: r, then: fail, when: {launchType: FARGATE,"
                        + " capacityProvider: FARGATE_SPOT, cluster: prod, family: etl, group: 'family:etl', startedBy: cron}}]");
        TaskEvent event = TaskEvent.spotInterrupted().with(detail -> detail.put("startedBy", "cron"));

        assertThat(decide(event, 1, policy).ruling().rule()).isEqualTo("r");
        assertThat(decide(TaskEvent.spotInterrupted(), 1, policy).ruling().rule())
                .isEqualTo(Ruling.CATALOGUE);
    }

    @Test
    void announcesOnlyTheOutcomesOfThePolicy() {
        Verdict verdict = decide(TaskEvent.neverStarted(MISSING_IMAGE), 1, patientWith("announce: [EXHAUSTED]"));

        assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(Outcome.FAILED, false));
    }

    @Test
    void theWhyIsASentenceForPeople() {
        assertThat(decide(TaskEvent.neverStarted(REGISTRY_HICCUP), 1, PATIENT)
                        .ruling()
                        .why())
                .endsWith("Such failures pass. Attempt 2 follows after 10s.");
    }
}
