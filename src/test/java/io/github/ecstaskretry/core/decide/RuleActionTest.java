package io.github.ecstaskretry.core.decide;

import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code then: succeed} and {@code otherwise: retry-unstarted} lead to. */
class RuleActionTest {

    private static final String ROBOCOPY = "rules: [{name: copied, when: {exitCode: 1-7}, then: succeed}]";
    private static final TaskEvent UNCLEAR_START = TaskEvent.neverStarted("CannotPullContainerError: context canceled");

    @Test
    void aSucceedRuleEndsTheJobSucceeded() {
        Decided decided = decide(TaskEvent.exited(3), 1, ROBOCOPY, "announce: [SUCCEEDED]");

        assertThat(decided.decision()).isEqualTo(new Decision.End(Outcome.SUCCEEDED, true));
        assertThat(decided.ruling().rule()).isEqualTo("copied");
        assertThat(decided.ruling().why()).contains("Rule 'copied' says that the work is done.");
    }

    @Test
    void aSucceedRuleOfALaterAttemptRecoversTheJob() {
        assertThat(decide(TaskEvent.exited(3), 2, ROBOCOPY, "announce: [SUCCEEDED]")
                        .decision())
                .isEqualTo(new Decision.End(Outcome.RECOVERED, false));
        assertThat(decide(TaskEvent.exited(3), 2, ROBOCOPY, "announce: [RECOVERED]")
                        .decision())
                .isEqualTo(new Decision.End(Outcome.RECOVERED, true));
    }

    @Test
    void aSucceedRuleTakesOnlyItsExitCodes() {
        assertThat(decide(TaskEvent.exited(8), 1, ROBOCOPY).decision())
                .isEqualTo(new Decision.End(Outcome.FAILED, true));
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
        assertThat(decide(UNCLEAR_START, 1, "otherwise: " + otherwise).decision() instanceof Decision.Retry)
                .isEqualTo(retried);
    }

    @Test
    void retryUnstartedFailsATaskThatHadStarted() {
        Decided decided = decide(TaskEvent.exited(1), 1, "otherwise: retry-unstarted");

        assertThat(decided.decision()).isEqualTo(new Decision.End(Outcome.FAILED, true));
        assertThat(decided.ruling().rule()).isEqualTo(Ruling.OTHERWISE);
        assertThat(decided.ruling().why()).contains("the task may have done a part of its work");
        assertThat(decide(UNCLEAR_START, 1, "otherwise: retry-unstarted")
                        .ruling()
                        .why())
                .contains("The task never reached RUNNING, so it did no work.");
    }

    private static Decided decide(TaskEvent event, int attempt, String... lines) {
        StoppedTask task = event.task();
        AttemptId id = new AttemptId(AttemptId.first(task.arn()).jobId(), attempt);
        return new Decider(new Classifier(CatalogueYaml.builtIn()))
                .decide(task, id, TestPolicies.first(patientWith(lines)), JobHistory.NONE, Map.of());
    }
}
