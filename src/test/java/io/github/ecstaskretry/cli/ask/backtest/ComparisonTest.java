package io.github.ecstaskretry.cli.ask.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.Outcome;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ComparisonTest {

    @Property(tries = 150)
    void theFileThatDecidedReproducesEveryVerdict(@ForAll @IntRange(min = 0) int seed) {
        GeneratedJobs jobs = GeneratedJobs.of(seed, 30);

        Findings findings = jobs.comparedWith(jobs.policy());

        assertThat(findings.unreproduced).as(jobs.policy()).isEmpty();
        assertThat(findings.changes).isEmpty();
        assertThat(findings.compared()).isEqualTo(jobs.records().size());
    }

    /** Rule r1 of every policy gives up instead of retrying or succeeding. */
    @Property(tries = 80)
    void aChangeOfOneRuleConcernsExactlyTheAttemptsThatItDecides(@ForAll @IntRange(min = 0) int seed) {
        GeneratedJobs jobs = GeneratedJobs.of(seed, 30);
        String changed = jobs.policy().replaceAll("(- name: r1\n +when: .*\n +then: )(retry|succeed)", "$1fail");

        Findings findings = jobs.comparedWith(changed);

        Set<String> expected = new TreeSet<>();
        Set<String> concerned = new HashSet<>();
        for (RecordedAttempt attempt : jobs.records()) {
            boolean failed = attempt.decision() instanceof RecordedDecision.End end && end.outcome() == Outcome.FAILED;
            if (attempt.ruling().rule().equals("r1")
                    && !failed
                    && concerned.add(attempt.id().jobId())) {
                expected.add(attempt.id().launchName());
            }
        }
        assertThat(findings.unreproduced).isEmpty();
        assertThat(findings.changes.stream().filter(change -> change.kind().endsWhatIsKnown()))
                .as(changed)
                .extracting(change -> change.attempt().launchName())
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
