package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Digest;
import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.util.List;

/**
 * Sends the digest of each window that is over. A window stays due until all its ends are marked, so a round that ends early leaves
 * the rest to the next one, which does not send the digest again.
 */
record DueDigests(Digests digests, DigestNotices notices) {

    /** Waits until no invocation can still add to the window. */
    void sendAll(Round round) {
        round.each(
                Stage.NOTICES,
                digests.due(round.begin().minus(Reconcile.GRACE), round::skip),
                NoticeWindow::id,
                window -> send(window, round));
    }

    private void send(NoticeWindow window, Round round) {
        List<GatheredEnd> ends = digests.gathered(window);
        if (ends.isEmpty()) {
            digests.close(window);
            return;
        }
        switch (digests.take(window)) {
            case OURS -> {
                publish(new Digest(window, ends));
                digests.sent(window);
                round.digest();
                mark(window, ends, round);
            }
            case SENT -> mark(window, ends, round);
            case OF_ANOTHER -> {}
        }
    }

    private void publish(Digest digest) {
        try {
            notices.announce(digest);
        } catch (RuntimeException notSent) {
            throw Actions.after(notSent, () -> digests.giveBack(digest.window()));
        }
    }

    private void mark(NoticeWindow window, List<GatheredEnd> ends, Round round) {
        for (GatheredEnd end : ends) {
            if (!round.goesOn(Stage.NOTICES)) {
                return;
            }
            digests.markAnnounced(window, end.attempt());
        }
        digests.close(window);
    }
}
