package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.ask.explain.Explainer;
import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchCheckTest {

    private static final String PART = "launches";
    private static final String NOTHING_DECLARED = "version: 1\npolicies: [{name: any}]\n";

    private static Lookup<RunningTask> task(String policy, Learned learned) {
        StoppedTask task = TaskEvent.exited(0).task();
        return found(new Explainer(TestPolicies.read(policy), BuiltInCatalogue.CLASSIFIER, _ -> learned)
                .running(task, AttemptId.first(task.arn()), Map.of()));
    }

    private static List<CheckResult> of(List<Lookup<RunningTask>> tasks) {
        return new HealthyDeployment().withLaunches(found(tasks)).findings(PART);
    }

    @Test
    void pointsToExplainIfNoTaskRuns() {
        assertThat(of(List.of()))
                .containsExactly(CheckResult.ok(
                        PART, "no standalone task runs now; 'ecs-retry explain TASK-ARN' shows the source for one"));
    }

    @Test
    void namesTheSourceOfEachFamily() {
        assertThat(of(List.of(
                        task(NOTHING_DECLARED, new Learned.Later(Learned.UNASKED)),
                        task(NOTHING_DECLARED, new Learned.NotYet("the execution that launched it")),
                        task(TestPolicies.PATIENT, Learned.UNASKED))))
                .containsExactly(CheckResult.ok(
                        PART,
                        "a retry knows how to launch 3 families that run now:"
                                + " etl (CloudTrail's event history, asked after a failure),"
                                + " etl (the execution that launched it), etl (its policy)"));
    }

    @Test
    void warnsOfALaunchThatNobodyKnowsBesideWhatCouldNotBeRead() {
        List<CheckResult> findings = of(List.of(
                task(TestPolicies.PATIENT, Learned.UNASKED), unreadable(), task(NOTHING_DECLARED, Learned.UNASKED)));

        assertThat(findings).extracting(CheckResult::verdict).containsExactly(Health.UNKNOWN, Health.WARNING);
        assertThat(findings.getLast().says())
                .startsWith("a retry could not launch etl: The task is in awsvpc mode")
                .contains("Declare network:");
        assertThat(findings.getLast().fix()).contains("policy 'any'", "docs/policy.md#network");
    }
}
