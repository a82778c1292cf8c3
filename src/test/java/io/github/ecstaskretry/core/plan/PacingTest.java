package io.github.ecstaskretry.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** {@link TestPolicies#PATIENT} has a deadline of six hours; the retry follows 10 s after the stop. */
class PacingTest {

    private static final TaskEvent FAILED = TaskEvent.exited(1);

    @Test
    void aFreeSlotChangesNothing() {
        Plan.Relaunch launch = launch(FAILED);

        assertThat(Pacing.paced(situation(FAILED), launch, Optional.of(Duration.ZERO)))
                .isEqualTo(launch);
    }

    @Test
    void theWaitForTheSlotFollowsTheBackoff() {
        Plan.Relaunch launch = launch(FAILED);

        Plan.Relaunch paced = Pacing.paced(situation(FAILED), launch, Optional.of(Duration.ofMinutes(12)));

        assertThat(paced.retry().notBefore())
                .isEqualTo(launch.retry().notBefore().plus(Duration.ofMinutes(12)));
        assertThat(paced.retry().delay()).isEqualTo(launch.retry().delay());
        assertThat(paced.verdict().next()).isEqualTo(paced.retry());
        assertThat(paced.verdict().ruling().why()).endsWith("The pace adds 12m.");
        assertThat(paced.request()).isEqualTo(launch.request());
    }

    /** A dead letter, for example. Otherwise a redrive of thousands would launch all of them at once. */
    @Test
    void theWaitOfALateEventBeginsWhenTheFunctionReceivesIt() {
        Instant received = situation(FAILED).receivedAt().plus(Duration.ofHours(2));

        Plan.Relaunch paced =
                Pacing.paced(situation(FAILED, received), launch(FAILED), Optional.of(Duration.ofMinutes(5)));

        assertThat(paced.retry().notBefore()).isEqualTo(received.plus(Duration.ofMinutes(5)));
    }

    /** DynamoDB keeps milliseconds, and a repeated event must give the same execution input. */
    @Test
    void theStartIsInWholeMilliseconds() {
        Plan.Relaunch paced = Pacing.paced(situation(FAILED), launch(FAILED), Optional.of(Duration.ofNanos(1_234_567)));

        Instant start = paced.retry().notBefore();
        assertThat(start).isEqualTo(start.truncatedTo(ChronoUnit.MILLIS));
        assertThat(paced.verdict().ruling().why()).doesNotContain("pace");
    }

    @Test
    void aRetryWaitsForItsSlotUntilTheDeadlineAtMost() {
        Situation situation = situation(FAILED);
        Plan.Relaunch launch = launch(FAILED);

        assertThat(launch.retry().notBefore().plus(Pacing.longest(situation, launch.retry())))
                .isEqualTo(situation.deadline());
    }

    @Test
    void withoutADeadlineItWaitsAsLongAsAnExecutionCan() {
        Situation situation = Jobs.situation(FAILED.task(), 1, withoutDeadline(), JobHistory.NONE, Map.of());

        assertThat(Pacing.longest(situation, launch(FAILED).retry()))
                .isBetween(Backoff.LONGEST.minusMinutes(1), Backoff.LONGEST);
    }

    /** Thousands of such retries do not start at the same moment, and each has time left for RunTask. */
    @Property(tries = 200)
    void aRetryWhoseSlotComesTooLateStartsWellBeforeTheDeadline(@ForAll @IntRange(min = 1, max = 1_000_000) int job) {
        TaskEvent event = FAILED.task("%032x".formatted(job));
        Situation situation = situation(event);
        Plan.Relaunch launch = launch(event);

        Instant start =
                Pacing.paced(situation, launch, Optional.empty()).retry().notBefore();

        Duration left = Duration.between(launch.retry().notBefore(), situation.deadline());
        assertThat(start)
                .isAfterOrEqualTo(launch.retry().notBefore())
                .isBefore(situation.deadline().minus(left.dividedBy(11)));
        assertThat(Pacing.paced(situation, launch, Optional.empty()).retry().notBefore())
                .isEqualTo(start);
    }

    private static Plan.Relaunch launch(TaskEvent event) {
        return (Plan.Relaunch) Jobs.retry(event, TestPolicies.PATIENT, Map.of());
    }

    private static Situation situation(TaskEvent event) {
        return Jobs.situation(event.task(), 1, TestPolicies.PATIENT, JobHistory.NONE, Map.of());
    }

    private static Situation situation(TaskEvent event, Instant receivedAt) {
        Situation there = situation(event);
        return new Situation(
                there.ended(), there.attempt(), there.policy(), null, there.history(), there.gathered(), receivedAt);
    }

    private static String withoutDeadline() {
        return TestPolicies.PATIENT.replaceFirst("deadline: \\w+", "deadline: none");
    }
}
