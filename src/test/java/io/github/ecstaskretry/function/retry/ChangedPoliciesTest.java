package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tags that are unknown, and policies that change under a job. */
class ChangedPoliciesTest extends StoppedTasksFixture {

    @Nested
    class UnknownTags {

        private static final String BECAUSE = "ECS no longer knows the task, so its tags are unknown.";

        @Test
        void aPolicyThatAsksForTagsIsNotSkipped() {
            ports.tagsUnknown(BECAUSE);
            ports.useCase("""
                            version: 1
                            policies:
                              - {name: once, match: {tags: {retry: never}}, attempts: 1}
                              - {name: all, network: {subnets: [subnet-0a]}, otherwise: retry}
                            """).handle(FAILED);

            assertThat(last().ruling().policy()).isEqualTo("once");
            assertThat(last().ruling().rule()).isEqualTo(Ruling.TAGS_UNKNOWN);
            assertThat(last().subject().tagsUnknown()).isEqualTo(BECAUSE);
            assertThat(last().ruling().why()).endsWith(BECAUSE + " Policy 'once' asks for them.");
            assertThat(outcome()).isEqualTo(Outcome.UNLAUNCHABLE);
            assertThat(announced()).isTrue();
            assertThat(launched(2)).isFalse();
        }

        @Test
        void aLaterAttemptNeedsNoTags() {
            ports.tag("team", "data");
            function("match: {tags: {team: data}}").handle(FAILED);
            ports.tagsUnknown(BECAUSE);
            function("match: {tags: {team: data}}").handle(SECOND_FAILED);

            assertThat(launched(3)).isTrue();
        }
    }

    @Nested
    class ChangedPolicies {

        @Test
        void aJobWhosePolicyWasRemovedEndsAndIsAnnounced() {
            function().handle(FAILED);
            ports.useCase("{version: 1, policies: [{name: other, match: {cluster: other}}]}")
                    .handle(SECOND_FAILED);

            assertThat(outcome()).isEqualTo(Outcome.FAILED);
            assertThat(last().ruling().policy()).isEqualTo("patient");
            assertThat(last().ruling().why())
                    .endsWith("Policy 'patient' is no longer in the policy file, so nothing more is launched.");
            assertThat(announced()).isTrue();
            assertThat(launched(3)).isFalse();
        }

        @Test
        void aJobWhosePolicyWasRemovedRecovers() {
            function().handle(FAILED);
            ports.useCase("{version: 1, policies: [{name: other}]}").handle(SECOND_SUCCEEDED);

            assertThat(outcome()).isEqualTo(Outcome.RECOVERED);
            assertThat(announced()).isTrue();
        }

        @Test
        void announcesAnActedOnJobEvenIfItsPolicyNowOnlyObserves() {
            function().handle(FAILED);
            function("mode: observe").handle(SECOND_FAILED);

            assertThat(outcome()).isEqualTo(Outcome.FAILED);
            assertThat(last().ruling().mode()).isEqualTo(Mode.ACT);
            assertThat(last().ruling().why()).contains("only observes by now");
            assertThat(announced()).isTrue();
            assertThat(launched(3)).isFalse();
        }
    }
}
