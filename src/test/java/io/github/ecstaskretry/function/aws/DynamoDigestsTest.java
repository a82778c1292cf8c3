package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.Digests.Turn;
import io.github.ecstaskretry.function.retry.LimitedNotices;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Windows of notices and the ends that wait for a digest, on DynamoDB's own engine. */
class DynamoDigestsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:05:00Z");
    private static final Instant END = Instant.parse("2026-01-31T12:15:00Z");
    private static final AnnounceLimit TWO = new AnnounceLimit(2, Duration.ofMinutes(15));
    private static final AttemptTable TABLE = DynamoAttemptsFixture.TABLE;

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE.name());

    /** The policy is another one in each test, and so is the window. */
    private final String policy = "p" + UUID.randomUUID();

    private final NoticeWindow window = NoticeWindow.parse(policy + "/FAILED/app-exit/2026-01-31T12:00:00Z/PT15M");

    @Test
    void announcesTheFirstOnesAloneAndGathersTheOthers() {
        assertThat(gathers(1)).isFalse();
        assertThat(gathers(2)).isFalse();
        assertThat(gathers(3)).isTrue();
        assertThat(gathers(4)).isTrue();

        assertThat(end(2).noticeDue()).isTrue();
        assertThat(end(3).digest()).isEqualTo(window);
        assertThat(digests(NOW).gathered(window))
                .extracting(GatheredEnd::attempt)
                .containsExactlyInAnyOrder(id(3), id(4));
        assertThat(digests(NOW).gathered(window))
                .contains(new GatheredEnd(id(3), "prod", "etl", Instant.parse("2026-01-31T12:00:00Z")));
    }

    @Test
    void givesAnEndThatIsCountedAgainTheSameAnswer() {
        IntStream.rangeClosed(1, 3).forEach(this::gathers);

        assertThat(gathers(1)).isFalse();
        assertThat(gathers(3)).isTrue();
    }

    @Test
    void letsNoMoreThanTheLimitThroughAtOnce() throws InterruptedException, ExecutionException {
        AtomicInteger job = new AtomicInteger();

        assertThat(DynamoAttemptsFixture.concurrently(16, () -> gathers(job.incrementAndGet())))
                .filteredOn(gathered -> !gathered)
                .hasSize(2);
    }

    @Test
    void countsAnewInTheNextWindow() {
        IntStream.rangeClosed(1, 2).forEach(this::gathers);

        assertThat(digests(END).gathers(recorded(4, END), TWO)).isFalse();
        assertThat(digests(NOW).gathers(recorded(5, NOW), TWO)).isTrue();
    }

    @Test
    void nobodyElseAnnouncesAnEndThatWaits() {
        IntStream.rangeClosed(1, 3).forEach(this::gathers);
        DynamoAttempts later = new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW.plusSeconds(300));

        assertThat(end(3).noticeDue()).isFalse();
        assertThat(later.takeNotice(id(3))).isFalse();
        assertThat(new DynamoOpenAttempts(DYNAMODB.client(), TABLE.name())
                        .notices(NOW.plusSeconds(300), Throwable::printStackTrace).stream()
                                .flatMap(shard -> StreamSupport.stream(shard.spliterator(), false))
                                .map(Open::attempt))
                .contains(id(1))
                .doesNotContain(id(3));
    }

    @Test
    void isDueAfterItsEndUntilAllItsEndsAreMarked() {
        IntStream.rangeClosed(1, 3).forEach(this::gathers);
        DynamoDigests digests = digests(END.plusSeconds(120));
        assertThat(due(END)).doesNotContain(window);
        assertThat(due(END.plusMillis(1))).contains(window);

        digests.markAnnounced(window, id(3));
        digests.close(window);

        assertThat(due(END.plusSeconds(120))).doesNotContain(window);
        assertThat(digests.gathered(window)).isEmpty();
        assertThat(end(3).announcedAt()).isEqualTo(END.plusSeconds(120));
        assertThat(end(3).digest()).isEqualTo(window);
    }

    @Test
    void neverExpiresWhileItIsDue() {
        IntStream.rangeClosed(1, 2).forEach(this::gathers);
        assertThat(item()).containsKey("expiresAt");

        gathers(3);
        assertThat(item()).doesNotContainKey("expiresAt");

        gathers(1);
        assertThat(item()).doesNotContainKey("expiresAt");

        digests(END).close(window);
        assertThat(item()).containsKey("expiresAt");
    }

    @Test
    void isSentByOneInvocationForAMinuteAndThenByTheFirstTaker() {
        IntStream.rangeClosed(1, 3).forEach(this::gathers);

        assertThat(digests(END).take(window)).isEqualTo(Turn.OURS);
        assertThat(digests(END.plusSeconds(59)).take(window)).isEqualTo(Turn.OF_ANOTHER);
        assertThat(digests(END.plusSeconds(60)).take(window)).isEqualTo(Turn.OURS);
        digests(END).giveBack(window);
        assertThat(digests(END).take(window)).isEqualTo(Turn.OURS);
        digests(END).sent(window);
        assertThat(digests(END.plusSeconds(300)).take(window)).isEqualTo(Turn.SENT);
    }

    /** Such as a notice that SNS refused for long. Its digest may have been sent already. */
    @Test
    void announcesAnEndAloneWhoseWindowIsOver() {
        IntStream.rangeClosed(1, 2).forEach(this::gathers);

        assertThat(digests(END).gathers(recorded(3), TWO)).isTrue();
        assertThat(digests(END.plusMillis(1)).gathers(recorded(4), TWO)).isFalse();
    }

    @Test
    void leavesTheTrueEndAloneThatReplacedALoss() {
        gathers(1);

        digests(END).markAnnounced(window, id(1));

        assertThat(end(1).announcedAt()).isNull();
    }

    @Test
    void asksNothingForAPolicyWithoutALimit() {
        MemoryPorts topic = new MemoryPorts();
        RecordedAttempt ended = recorded(1);

        assertThat(new LimitedNotices(topic, digests(NOW), _ -> Optional.of(TestPolicies.first(limited("none"))))
                        .announce(ended, JobHistory.NONE))
                .isTrue();
        assertThat(topic.done()).containsExactly("announce " + ended.id().launchName() + " after 0");
        assertThat(item()).isEmpty();
    }

    @Test
    void announcesNothingOfAnEndThatWaitsAndKeepsTheNoticeOfOneThatCannotBeSent() {
        MemoryPorts topic = new MemoryPorts();
        LimitedNotices notices =
                new LimitedNotices(topic, digests(NOW), _ -> Optional.of(TestPolicies.first(limited("{notices: 1}"))));
        topic.fail("announce");
        assertThatIllegalStateException().isThrownBy(() -> notices.announce(recorded(1), JobHistory.NONE));
        topic.fail("nothing");
        assertThat(notices.announce(recorded(1), JobHistory.NONE)).isTrue();

        assertThat(notices.announce(recorded(2), JobHistory.NONE)).isFalse();
        assertThat(topic.done()).hasSize(2).allMatch(done -> done.contains(id(1).launchName()));
    }

    private String limited(String limit) {
        return TestPolicies.patientWith("announceLimit: " + limit);
    }

    private boolean gathers(int job) {
        return digests(NOW).gathers(recorded(job), TWO);
    }

    private static DynamoDigests digests(Instant now) {
        return new DynamoDigests(DYNAMODB.client(), TABLE.name(), () -> now);
    }

    private AttemptId id(int job) {
        return new AttemptId(policy + "x" + job, 1);
    }

    /** The end of a job, in the table. */
    private RecordedAttempt recorded(int job) {
        return recorded(job, NOW);
    }

    private RecordedAttempt recorded(int job, Instant at) {
        MemoryPorts ports = new MemoryPorts();
        ports.at(at.toString());
        ports.useCase(TestPolicies.PATIENT.replace("patient", policy))
                .handle(TaskEvent.exited(1).task(id(job).jobId()).task());
        RecordedAttempt attempt = ports.records().getFirst();
        new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW).record(attempt, JobHistory.NONE);
        return attempt;
    }

    private RecordedDecision.End end(int job) {
        return (RecordedDecision.End) new DynamoAttempts(DYNAMODB.client(), TABLE, () -> NOW)
                .history(id(job).jobId())
                .attempts()
                .getFirst()
                .decision();
    }

    private static List<NoticeWindow> due(Instant before) {
        List<NoticeWindow> due = new ArrayList<>();
        digests(before).due(before, Throwable::printStackTrace).forEach(due::add);
        return due;
    }

    private Map<String, AttributeValue> item() {
        return DYNAMODB.client()
                .getItem(request -> request.tableName(TABLE.name())
                        .key(Map.of(
                                "jobId", AttributeValue.fromS("notices/" + window.id()),
                                "attempt", AttributeValue.fromN("0"))))
                .item();
    }
}
