package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.history.Digest;
import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.policy.AnnounceLimit;
import io.github.ecstaskretry.core.task.AttemptId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Windows in memory, whose ends wait already, and the topic of their digests. */
final class MemoryDigests implements Digests, DigestNotices {

    private final Map<NoticeWindow, List<GatheredEnd>> waiting = new LinkedHashMap<>();
    private final List<String> done = new ArrayList<>();
    private Turn turn = Turn.OURS;
    private boolean failing;

    void waits(NoticeWindow window, GatheredEnd end) {
        waiting.computeIfAbsent(window, _ -> new ArrayList<>()).add(end);
    }

    void turn(Turn whose) {
        turn = whose;
    }

    void failsToSend() {
        failing = true;
    }

    List<String> done() {
        return done;
    }

    @Override
    public boolean gathers(RecordedAttempt ended, AnnounceLimit limit) {
        return false;
    }

    @Override
    public List<NoticeWindow> due(Instant endedBefore, Consumer<RuntimeException> unreadable) {
        return waiting.keySet().stream()
                .filter(window -> window.to().isBefore(endedBefore))
                .toList();
    }

    @Override
    public List<GatheredEnd> gathered(NoticeWindow window) {
        return List.copyOf(waiting.get(window));
    }

    @Override
    public Turn take(NoticeWindow window) {
        done.add("take");
        return turn;
    }

    @Override
    public void giveBack(NoticeWindow window) {
        done.add("give back");
    }

    @Override
    public void sent(NoticeWindow window) {
        done.add("sent");
    }

    @Override
    public void markAnnounced(NoticeWindow window, AttemptId ended) {
        done.add("mark " + ended.launchName());
        waiting.get(window).removeIf(end -> end.attempt().equals(ended));
    }

    @Override
    public void close(NoticeWindow window) {
        done.add("close");
        waiting.remove(window);
    }

    @Override
    public void announce(Digest digest) {
        done.add("announce " + digest.ends().size());
        if (failing) {
            throw new IllegalStateException("SNS refuses it");
        }
    }
}
