package io.github.ecstaskretry.cli.audit;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Puts streams of attempts together without reading more of them than is asked for. */
public final class NewestFirst {

    private static final Comparator<ListedAttempt> ORDER = Comparator.comparing(
                    (ListedAttempt attempt) -> attempt.times().stoppedAt())
            .reversed();

    private NewestFirst() {}

    /** The attempts of several streams, each newest first, as one that is. */
    public static Iterator<ListedAttempt> merge(List<Iterator<ListedAttempt>> streams) {
        return new Merge(streams);
    }

    /** One stream after the other; each is opened when the one before has ended. */
    public static Iterator<ListedAttempt> chain(List<Supplier<Iterator<ListedAttempt>>> streams) {
        return new Chain(streams.iterator());
    }

    /** The same attempts, sorted; they are all read. */
    public static Iterator<ListedAttempt> sorted(List<ListedAttempt> attempts) {
        return attempts.stream().sorted(ORDER).iterator();
    }

    private record Head(ListedAttempt attempt, Iterator<ListedAttempt> rest) {}

    private static final class Merge implements Iterator<ListedAttempt> {

        private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::attempt, ORDER));

        Merge(List<Iterator<ListedAttempt>> streams) {
            streams.forEach(this::advance);
        }

        private void advance(Iterator<ListedAttempt> stream) {
            if (stream.hasNext()) {
                heads.add(new Head(stream.next(), stream));
            }
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
    }

    private static final class Chain implements Iterator<ListedAttempt> {

        private final Iterator<Supplier<Iterator<ListedAttempt>>> streams;
        private Iterator<ListedAttempt> current = List.<ListedAttempt>of().iterator();

        Chain(Iterator<Supplier<Iterator<ListedAttempt>>> streams) {
            this.streams = streams;
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && streams.hasNext()) {
                current = streams.next().get();
            }
            return current.hasNext();
        }

        @Override
        public ListedAttempt next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }
    }
}
