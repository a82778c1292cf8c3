package io.github.ecstaskretry.core.policy;

import static io.github.ecstaskretry.TestPolicies.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.policy.Match.Candidate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchTest {

    private static final Candidate NIGHTLY =
            new Candidate("prod-eu", "etl-load", "family:etl-load", "events-rule/nightly");

    private static final PolicySet POLICIES = read("""
            version: 1
            policies:
              - {name: by-tag, match: {cluster: prod-*, tags: {team: [data-*, bi]}}}
              - {name: etl, match: {cluster: [prod-*, test-*], family: [etl-*]}}
              - {name: jenkins, match: {startedBy: jenkins, group: ci}}
            """);

    @Test
    void needsEveryDeclaredCondition() {
        assertThat(adopting(NIGHTLY, Map.of())).contains("etl");
        assertThat(adopting(new Candidate("prod-eu", "web", "", ""), Map.of())).isEmpty();
        assertThat(adopting(new Candidate("dev", "etl-load", "", ""), Map.of())).isEmpty();
        assertThat(adopting(new Candidate("dev", "web", "ci", "jenkins"), Map.of()))
                .contains("jenkins");
        assertThat(adopting(new Candidate("dev", "web", "", "jenkins"), Map.of()))
                .isEmpty();
    }

    @Test
    void selectsTheFirstPolicyThatMatches() {
        assertThat(adopting(NIGHTLY, Map.of("team", "data-science"))).contains("by-tag");
        assertThat(adopting(NIGHTLY, Map.of("team", "bi"))).contains("by-tag");
    }

    @Test
    void neverMatchesAMissingTag() {
        assertThat(adopting(NIGHTLY, Map.of("owner", "data-science"))).contains("etl");
        assertThat(adopting(NIGHTLY, Map.of("team", "web"))).contains("etl");
    }

    @Test
    void findsTheFirstPolicyWhoseOtherConditionsMatchIfTagsAreUnknown() {
        assertThat(adopting(NIGHTLY, null)).contains("by-tag");
        assertThat(POLICIES.policies().getFirst().match().needsTags()).isTrue();
        assertThat(Match.EVERYTHING.needsTags()).isFalse();
    }

    @Test
    void matchesEverythingWithoutConditions() {
        assertThat(Match.EVERYTHING.misses(new Candidate("", "", "", ""), Map.of()))
                .isEmpty();
        assertThat(Match.EVERYTHING.matchesTags(Map.of())).isTrue();
    }

    private static Optional<String> adopting(Candidate task, Map<String, String> tags) {
        return POLICIES.policies().stream()
                .filter(policy -> policy.match().misses(task, tags).isEmpty())
                .map(Policy::name)
                .findFirst();
    }
}
