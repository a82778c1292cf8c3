package io.github.ecstaskretry.audit;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Attempts of a time that has passed, and after them the newest attempt of each job that went on beyond it. Asks for one attempt of each
 * job that had not ended by then, and for none of the others.
 */
public final class GoneOn implements Iterator<ListedAttempt> {

    private final Iterator<ListedAttempt> attempts;
    private final UnaryOperator<ListedAttempt> upToDate;
    private final Map<String, ListedAttempt> last = new HashMap<>();
    private Iterator<ListedAttempt> later = Collections.emptyIterator();

    /**
     * Follows jobs.
     *
     * @param attempts in any order
     * @param upToDate the newest attempt of an attempt's job
     */
    public GoneOn(Iterator<ListedAttempt> attempts, UnaryOperator<ListedAttempt> upToDate) {
        this.attempts = attempts;
        this.upToDate = upToDate;
    }

    @Override
    public boolean hasNext() {
        if (!attempts.hasNext() && !last.isEmpty()) {
            later = later().iterator();
            last.clear();
        }
        return attempts.hasNext() || later.hasNext();
    }

    @Override
    public ListedAttempt next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!attempts.hasNext()) {
            return later.next();
        }
        ListedAttempt attempt = attempts.next();
        if (!attempt.id().isFirst() || attempt.goesOn()) {
            last.merge(attempt.id().jobId(), attempt, GoneOn::later);
        }
        return attempt;
    }

    private List<ListedAttempt> later() {
        return last.values().stream()
                .filter(ListedAttempt::goesOn)
                .flatMap(attempt -> Stream.of(upToDate.apply(attempt))
                        .filter(newest -> !newest.id().equals(attempt.id())))
                .toList();
    }

    private static ListedAttempt later(ListedAttempt one, ListedAttempt other) {
        return one.id().number() > other.id().number() ? one : other;
    }
}
