package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.Digests.Turn;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A window that is over gets one digest, and every end is marked before the window is closed. */
class DueDigestsTest {

    private static final NoticeWindow WINDOW = NoticeWindow.parse("patient/FAILED/app-exit/2026-01-31T12:00:00Z/PT15M");

    private final MemoryCluster cluster = new MemoryCluster(new MemoryPorts());

    @BeforeEach
    void twoEndsWait() {
        cluster.digests().waits(WINDOW, end("one"));
        cluster.digests().waits(WINDOW, end("two"));
    }

    @Test
    void waitsTwoMinutesForInvocationsThatStillAddToIt() {
        assertThat(reconcile("2026-01-31T12:17:00Z").digests()).isZero();
        assertThat(cluster.digests().done()).isEmpty();
    }

    @Test
    void sendsItOnceAndMarksTheEnds() {
        assertThat(reconcile("2026-01-31T12:17:01Z").report()).containsEntry("digests", 1);
        assertThat(cluster.digests().done())
                .containsExactly("take", "announce 2", "sent", "mark one-1", "mark two-1", "close");

        assertThat(reconcile("2026-01-31T12:22:01Z").report()).doesNotContainKey("digests");
        assertThat(cluster.digests().done()).hasSize(6);
    }

    @Test
    void marksTheRestOfADigestThatWasSent() {
        cluster.digests().turn(Turn.SENT);

        assertThat(reconcile("2026-01-31T12:20:00Z").digests()).isZero();
        assertThat(cluster.digests().done()).containsExactly("take", "mark one-1", "mark two-1", "close");
    }

    @Test
    void leavesItToTheInvocationThatSendsIt() {
        cluster.digests().turn(Turn.OF_ANOTHER);

        assertThat(reconcile("2026-01-31T12:20:00Z").whole()).isTrue();
        assertThat(cluster.digests().done()).containsExactly("take");
    }

    @Test
    void givesBackADigestThatCannotBeSent() {
        cluster.digests().failsToSend();

        assertThat(reconcile("2026-01-31T12:20:00Z").failure()).contains(WINDOW.id(), "SNS refuses it");
        assertThat(cluster.digests().done()).containsExactly("take", "announce 2", "give back");
    }

    @Test
    void closesAWindowForWhichNothingWaits() {
        reconcile("2026-01-31T12:17:01Z");
        cluster.digests().waits(WINDOW, end("three"));
        cluster.digests().markAnnounced(WINDOW, end("three").attempt());
        cluster.digests().done().clear();

        assertThat(reconcile("2026-01-31T12:22:01Z").digests()).isZero();
        assertThat(cluster.digests().done()).containsExactly("close");
    }

    private Reconciled reconcile(String time) {
        return cluster.reconcile(TestPolicies.PATIENT, time);
    }

    private static GatheredEnd end(String job) {
        return new GatheredEnd(new AttemptId(job, 1), "prod", "etl", Instant.parse("2026-01-31T12:10:00Z"));
    }
}
