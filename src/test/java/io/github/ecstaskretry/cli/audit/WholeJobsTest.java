package io.github.ecstaskretry.cli.audit;

import static io.github.ecstaskretry.cli.audit.Listed.NOON;
import static io.github.ecstaskretry.cli.audit.Listed.ended;
import static io.github.ecstaskretry.cli.audit.Listed.observed;
import static io.github.ecstaskretry.cli.audit.Listed.retried;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.task.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeJobsTest {

    private static final ListedAttempt BEGAN = retried("began", 1, NOON.minusSeconds(900));
    private static final ListedAttempt GONE_ON = ended("gone", 3, NOON.plusSeconds(900), Outcome.EXHAUSTED);

    /** The attempts of the period and those read by key; adds the ids that were read to {@code asked}. */
    private static List<ListedAttempt> all(List<ListedAttempt> ofThePeriod, boolean ends, List<String> asked) {
        return WholeJobs.of(
                        ofThePeriod.stream(),
                        jobId -> {
                            asked.add(jobId);
                            return Stream.concat(Stream.of(BEGAN, GONE_ON), ofThePeriod.stream())
                                    .filter(attempt -> attempt.id().jobId().equals(jobId))
                                    .toList();
                        },
                        ends)
                .toList();
    }

    private static final List<ListedAttempt> OF_THE_PERIOD = List.of(
            ended("recovered", 2, NOON.plusSeconds(90), Outcome.SUCCEEDED),
            retried("recovered", 1, NOON),
            ended("began", 2, NOON, Outcome.SUCCEEDED),
            retried("gone", 2, NOON.plusSeconds(90)),
            retried("gone", 1, NOON),
            ended("fine", 1, NOON, Outcome.SUCCEEDED),
            observed("seen", NOON),
            retried("flying", 1, NOON));

    @Test
    void readsEachJobOnceThatThePeriodDoesNotHoldWhole() {
        List<String> asked = new ArrayList<>();

        List<ListedAttempt> all = all(OF_THE_PERIOD, true, asked);

        assertThat(asked).containsExactlyInAnyOrder("began", "gone", "flying");
        assertThat(all.subList(0, OF_THE_PERIOD.size())).isEqualTo(OF_THE_PERIOD);
        assertThat(all.subList(OF_THE_PERIOD.size(), all.size())).containsExactlyInAnyOrder(BEGAN, GONE_ON);
    }

    @Test
    void readsNoLaterAttemptsIfThePeriodEndsNow() {
        List<String> asked = new ArrayList<>();

        List<ListedAttempt> all = all(OF_THE_PERIOD, false, asked);

        assertThat(asked).containsExactly("began");
        assertThat(all).hasSize(OF_THE_PERIOD.size() + 1).endsWith(BEGAN);
    }

    @Test
    void readsAJobWithAMissingAttempt() {
        List<String> asked = new ArrayList<>();

        all(List.of(retried("j", 1, NOON), ended("j", 3, NOON.plusSeconds(90), Outcome.SUCCEEDED)), false, asked);

        assertThat(asked).containsExactly("j");
    }

    @Test
    void isEmptyWithoutAttempts() {
        assertThat(all(List.of(), true, new ArrayList<>())).isEmpty();
    }
}
