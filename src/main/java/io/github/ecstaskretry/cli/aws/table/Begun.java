package io.github.ecstaskretry.cli.aws.table;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * A stream whose first page is being read before anybody asks for it, so that several streams wait for DynamoDB at the same time.
 * Further pages are read when they are asked for.
 */
final class Begun<T> implements Iterator<T> {

    private final CompletableFuture<Iterator<T>> begun;

    private Begun(CompletableFuture<Iterator<T>> begun) {
        this.begun = begun;
    }

    /** The streams, each begun on a thread of its own. */
    static <T> List<Iterator<T>> all(List<Iterator<T>> streams, Executor threads) {
        return streams.stream()
                .<Iterator<T>>map(stream -> new Begun<>(CompletableFuture.supplyAsync(() -> begin(stream), threads)))
                .toList();
    }

    private static <T> Iterator<T> begin(Iterator<T> stream) {
        return stream.hasNext() ? stream : Collections.emptyIterator();
    }

    @Override
    public boolean hasNext() {
        return stream().hasNext();
    }

    @Override
    public T next() {
        return stream().next();
    }

    /** What went wrong on the other thread goes wrong here. */
    private Iterator<T> stream() {
        try {
            return begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
