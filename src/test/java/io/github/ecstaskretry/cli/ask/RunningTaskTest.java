package io.github.ecstaskretry.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.ask.explain.Explainer;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.launch.LaunchSourceJson;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** {@code explain} of a task that has not stopped. */
class RunningTaskTest {

    private static final String NOTHING_DECLARED = "version: 1\npolicies: [{name: any}]\n";

    private static final RunTaskRequest REQUEST = LaunchSourceJson.runTask(
            new AttemptId(TaskEvent.TASK_ID, 1),
            "{\"cluster\":\"prod\",\"taskDefinition\":\"etl\",\"networkConfiguration\":{\"awsvpcConfiguration\":"
                    + "{\"subnets\":[\"subnet-0a\"],\"securityGroups\":[\"sg-0a\"],\"assignPublicIp\":\"ENABLED\"}}}");

    private static String explain(String policy, Function<Situation, Learned> learning) {
        return explain(TaskEvent.exited(1), policy, learning);
    }

    private static String explain(TaskEvent event, String policy, Function<Situation, Learned> learning) {
        Explainer explainer = new Explainer(TestPolicies.read(policy), BuiltInCatalogue.CLASSIFIER, learning);
        return LaunchText.json(
                explainer.running(event.task(), AttemptId.first(event.task().arn()), Map.of()));
    }

    @Test
    void namesTheSourceThatWouldAnswerAndItsNetwork() {
        assertThat(explain(NOTHING_DECLARED, situation -> new Learned.Launch("rule:nightly", REQUEST)))
                .contains(
                        "\"launchSource\" : \"rule:nightly\"",
                        "learned from rule:nightly: subnet-0a; sg-0a; public address");
    }

    @Test
    void saysWhatIsMissingIfNoSourceAnswers() {
        assertThat(explain(
                        NOTHING_DECLARED,
                        situation -> new Learned.Nothing(List.of("AWS denied events:ListTargetsByRule."))))
                .contains("impossible: ", "AWS denied events:ListTargetsByRule.", "Declare network:");
    }

    @Test
    void saysThatThePolicyDeclaresEverything() {
        assertThat(explain(TestPolicies.PATIENT, situation -> Learned.UNASKED))
                .contains("\"launchSource\" : \"policy\"", "as the policy declares");
    }

    @Test
    void saysIfNoPolicyAdoptsTheTask() {
        assertThat(explain("version: 1\npolicies: [{name: other, match: {cluster: test}}]\n", LaunchLearning::unasked))
                .contains("the function would leave the task alone")
                .doesNotContain("policy\"");
    }

    @Test
    void namesTheSourcesIfItMayNotAskThem() {
        assertThat(explain(
                        TaskEvent.exited(1).with(detail -> detail.put("startedBy", "events-rule/nightly")),
                        NOTHING_DECLARED,
                        LaunchLearning::unasked))
                .contains("the function asks the EventBridge rule 'nightly'");
    }
}
