package io.github.ecstaskretry.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicySelectorTest {

    private static final Decider DECIDER = new Decider(new Classifier(CatalogueYaml.builtIn()));
    private static final Map<String, String> TAGS = Map.of("team", "data");

    private int reads;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "match: {tags: {team: data}}",
                "rules: [{name: r, when: {tags: {team: data}}, then: retry}]",
                "rules: [{name: r, when: {exitCode: 1, not: {tags: {team: web}}}, then: retry}]",
                "launch: {copyTags: true}",
            })
    void theTagsOfAFailureAreReadOnceWhenThePolicyAsks(String line) {
        assertThat(adopt(TaskEvent.exited(1), line)).isEqualTo(TAGS);
        assertThat(reads).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "match: {tags: {team: data}}",
                "rules: [{name: r, when: {tags: {team: data}}, then: retry}]",
                "launch: {copyTags: true}",
            })
    void theTagsOfAnUnannouncedSuccessAreNotRead(String line) {
        assertThat(adopt(TaskEvent.exited(0), line)).isEmpty();
        assertThat(reads).isZero();
    }

    @Test
    void readsOnlyWhatThePolicyAsksFor() {
        assertThat(adopt(TaskEvent.exited(1), "rules: [{name: r, when: {exitCode: 1}, then: retry}]"))
                .isEmpty();
        assertThat(reads).isZero();
    }

    @Test
    void showsWhatEachPolicyMissed() {
        StoppedTask task = TaskEvent.exited(1).task();

        PolicySelector.PolicySelection selection = new PolicySelector(TestPolicies.read("""
                        version: 1
                        policies:
                          - {name: other, match: {cluster: dev, family: web}}
                          - {name: team, match: {tags: {team: web}}}
                          - {name: all}
                          - {name: late}
                        """), DECIDER)
                .select(task, JobHistory.NONE, of -> new TaskTags.KnownTags(TAGS));

        assertThat(selection.policies())
                .containsExactly(
                        new RuleEvaluation("other", RuleEvaluation.Result.MISSED, List.of("cluster", "family")),
                        new RuleEvaluation("team", RuleEvaluation.Result.MISSED, List.of("tags")),
                        new RuleEvaluation("all", RuleEvaluation.Result.MATCHED, List.of()),
                        new RuleEvaluation("late", RuleEvaluation.Result.NOT_EVALUATED, List.of()));
    }

    private Map<String, String> adopt(TaskEvent event, String line) {
        StoppedTask task = event.task();
        TaskTags tags = of -> {
            reads++;
            return new TaskTags.KnownTags(TAGS);
        };
        return new PolicySelector(TestPolicies.read("version: 1\npolicies:\n  - name: a\n    " + line + "\n"), DECIDER)
                .select(task, JobHistory.NONE, tags)
                .gathered()
                .tags();
    }
}
