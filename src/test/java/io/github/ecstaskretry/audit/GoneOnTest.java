package io.github.ecstaskretry.audit;

import static io.github.ecstaskretry.audit.Listed.NOON;
import static io.github.ecstaskretry.audit.Listed.ended;
import static io.github.ecstaskretry.audit.Listed.observed;
import static io.github.ecstaskretry.audit.Listed.retried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.decide.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GoneOnTest {

    private static List<ListedAttempt> all(GoneOn attempts) {
        List<ListedAttempt> all = new ArrayList<>();
        attempts.forEachRemaining(all::add);
        return all;
    }

    @Test
    void onlyJobsThatHadNotEndedAreFollowedWhateverTheOrderOfTheirAttempts() {
        List<ListedAttempt> attempts = List.of(
                ended("recovered", 2, NOON.plusSeconds(90), Outcome.SUCCEEDED),
                retried("recovered", 1, NOON),
                retried("gone", 2, NOON.plusSeconds(90)),
                retried("gone", 1, NOON),
                ended("fine", 1, NOON, Outcome.SUCCEEDED),
                observed("seen", NOON),
                retried("flying", 1, NOON));
        ListedAttempt end = ended("gone", 4, NOON.plusSeconds(900), Outcome.EXHAUSTED);
        List<String> asked = new ArrayList<>();

        List<ListedAttempt> all = all(new GoneOn(attempts.iterator(), attempt -> {
            asked.add(attempt.id().jobId() + attempt.id().number());
            return attempt.id().jobId().equals("gone") ? end : attempt;
        }));

        assertThat(asked).containsExactlyInAnyOrder("gone2", "flying1");
        assertThat(all.subList(0, attempts.size())).isEqualTo(attempts);
        assertThat(all.subList(attempts.size(), all.size())).containsExactly(end);
    }

    @Test
    void withoutAttemptsThereIsNothing() {
        GoneOn nothing = new GoneOn(List.<ListedAttempt>of().iterator(), UnaryOperator.identity());

        assertThat(nothing.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(nothing::next);
    }
}
