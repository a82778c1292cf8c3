package io.github.ecstaskretry.cli.audit;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Merges streams of attempts, each of them newest first, into one. Reads one attempt ahead of each stream. */
public final class NewestFirst implements Iterator<ListedAttempt> {

    private static final Comparator<ListedAttempt> ORDER =
            Comparator.comparing(ListedAttempt::stoppedAt).reversed();

    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::attempt, ORDER));

    private record Head(ListedAttempt attempt, Iterator<ListedAttempt> rest) {}

    public NewestFirst(List<Iterator<ListedAttempt>> streams) {
        streams.forEach(this::advance);
    }

    /** The same attempts in this order. */
    public static Iterator<ListedAttempt> sorted(List<ListedAttempt> attempts) {
        return attempts.stream().sorted(ORDER).iterator();
    }

    @Override
    public boolean hasNext() {
        return !heads.isEmpty();
    }

    @Override
    public ListedAttempt next() {
        Head head = heads.remove();
        advance(head.rest());
        return head.attempt();
    }

    private void advance(Iterator<ListedAttempt> stream) {
        if (stream.hasNext()) {
            heads.add(new Head(stream.next(), stream));
        }
    }
}
