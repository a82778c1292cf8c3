package io.github.ecstaskretry.core.decide;

import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.task.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The effect of {@code then: succeed} and {@code otherwise: retry-unstarted}. */
class RuleActionTest {

    private static final String ROBOCOPY = "rules: [{name: copied, when: {exitCode: 1-7}, then: succeed}]";
    private static final TaskEvent UNCLEAR_START = TaskEvent.neverStarted("CannotPullContainerError: context canceled");

    @Test
    void aSucceedRuleEndsTheJobSucceeded() {
        Verdict verdict = decide(TaskEvent.exited(3), 1, ROBOCOPY, "announce: [SUCCEEDED]");

        assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(Outcome.SUCCEEDED, true));
        assertThat(verdict.ruling().rule()).isEqualTo("copied");
        assertThat(verdict.ruling().why()).contains("Rule 'copied' says that the work is done.");
    }

    @Test
    void aSucceedRuleOfALaterAttemptRecoversTheJob() {
        assertThat(decide(TaskEvent.exited(3), 2, ROBOCOPY, "announce: [SUCCEEDED]")
                        .next())
                .isEqualTo(new Verdict.EndJob(Outcome.RECOVERED, false));
        assertThat(decide(TaskEvent.exited(3), 2, ROBOCOPY, "announce: [RECOVERED]")
                        .next())
                .isEqualTo(new Verdict.EndJob(Outcome.RECOVERED, true));
    }

    @Test
    void aRulesOwnAnnounceReplacesThePolicys() {
        String quiet = "rules: [{name: no-data, when: {exitCode: 3}, then: fail, announce: []}]";
        String loud = "rules: [{name: copied, when: {exitCode: 3}, then: succeed, announce: SUCCEEDED}]";

        assertThat(decide(TaskEvent.exited(3), 1, quiet).next()).isEqualTo(new Verdict.EndJob(Outcome.FAILED, false));
        assertThat(decide(TaskEvent.exited(4), 1, quiet).next()).isEqualTo(new Verdict.EndJob(Outcome.FAILED, true));
        assertThat(decide(TaskEvent.exited(3), 1, loud, "announce: []").next())
                .isEqualTo(new Verdict.EndJob(Outcome.SUCCEEDED, true));
    }

    @Test
    void aRulesOwnAnnounceHoldsForARetryThatCannotBeLaunched() {
        String quiet = "rules: [{name: flaky, when: {exitCode: 3}, then: retry, announce: [EXHAUSTED]}]";
        Situation situation =
                Jobs.situation(TaskEvent.exited(3).task(), 1, patientWith(quiet), JobHistory.NONE, Map.of());
        Verdict retry = decide(TaskEvent.exited(3), 1, quiet);

        assertThat(Decider.unlaunchable(situation, retry, "There is no network.")
                        .next())
                .isEqualTo(new Verdict.EndJob(Outcome.UNLAUNCHABLE, false));
    }

    @Test
    void aSucceedRuleTakesOnlyItsExitCodes() {
        assertThat(decide(TaskEvent.exited(8), 1, ROBOCOPY).next()).isEqualTo(new Verdict.EndJob(Outcome.FAILED, true));
    }

    @Test
    void aRuleTakesAWindowsExitCodeInEitherForm() {
        String rule = "rules: [{name: access-violation, when: {exitCode: 3221225477}, then: retry}]";

        assertThat(decide(TaskEvent.exited(-1073741819), 1, rule).ruling().rule())
                .isEqualTo("access-violation");
    }

    @ParameterizedTest
    @CsvSource({"retry-unstarted, true", "retry, true", "fail, false"})
    void otherwiseDecidesAboutAnUnclearStart(String otherwise, boolean retried) {
        assertThat(decide(UNCLEAR_START, 1, "otherwise: " + otherwise).next() instanceof Verdict.RunAgain)
                .isEqualTo(retried);
    }

    @Test
    void retryUnstartedFailsATaskThatHadStarted() {
        Verdict verdict = decide(TaskEvent.exited(1), 1, "otherwise: retry-unstarted");

        assertThat(verdict.next()).isEqualTo(new Verdict.EndJob(Outcome.FAILED, true));
        assertThat(verdict.ruling().rule()).isEqualTo(Ruling.OTHERWISE);
        assertThat(verdict.ruling().why()).contains("the task may have done a part of its work");
        assertThat(decide(UNCLEAR_START, 1, "otherwise: retry-unstarted")
                        .ruling()
                        .why())
                .contains("The task never reached RUNNING, so it did no work.");
    }

    /** A task is RUNNING once all its containers are; one can end before that. */
    @ParameterizedTest
    @CsvSource({
        "TaskFailedToStart, 1, , true",
        "EssentialContainerExited, 1, , true",
        "EssentialContainerExited, 137, 0, true",
        "TaskFailedToStart, 137, , true",
        "TaskFailedToStart, 128, , false",
        "TaskFailedToStart, , 143, false",
        "EssentialContainerExited, , 143, false",
        "TaskFailedToStart, , 0, false",
        "TaskFailedToStart, , , false",
    })
    void retryUnstartedFailsATaskWhoseProgramRanBeforeItReachedRunning(
            String stopCode, Integer app, Integer sidecar, boolean ran) {
        TaskEvent event = TaskEvent.stopped(stopCode, "x")
                .with(detail -> detail.remove("startedAt"))
                .container("app", app, null)
                .container("proxy", sidecar, null)
                .container("aws-guardduty-agent-00ff", 1, null);

        assertThat(
                        decide(event, 1, "container: app", "otherwise: retry-unstarted")
                                        .next()
                                instanceof Verdict.RunAgain)
                .isNotEqualTo(ran);
        assertThat(decide(event, 1, "container: app", "rules: [{name: start, when: {started: false}, then: retry}]")
                        .ruling()
                        .rule()
                        .equals("start"))
                .isNotEqualTo(ran);
    }

    private static Verdict decide(TaskEvent event, int attempt, String... lines) {
        return Jobs.decide(event.task(), attempt, patientWith(lines), JobHistory.NONE);
    }
}
