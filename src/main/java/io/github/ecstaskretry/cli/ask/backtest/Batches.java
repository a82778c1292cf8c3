package io.github.ecstaskretry.cli.ask.backtest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Works on batches with every processor, and hands over the results in the order of the batches. */
final class Batches<T, R> {

    private static final int SIZE = 64;
    private static final int MOST_AHEAD = 2 * Runtime.getRuntime().availableProcessors();

    private final Function<List<T>, R> work;
    private final Consumer<R> results;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Future<R>> begun = new ArrayDeque<>();
    private List<T> batch = new ArrayList<>(SIZE);

    /** Several threads at once call {@code work}; the thread that adds calls {@code results}. */
    Batches(Function<List<T>, R> work, Consumer<R> results) {
        this.work = work;
        this.results = results;
    }

    void add(T item) {
        batch.add(item);
        if (batch.size() == SIZE) {
            begin();
        }
    }

    /** Waits for all results. Nothing can be added afterwards. */
    void finish() {
        begin();
        while (!begun.isEmpty()) {
            take();
        }
        threads.close();
    }

    private void begin() {
        List<T> full = batch;
        batch = new ArrayList<>(SIZE);
        begun.add(threads.submit(() -> work.apply(full)));
        if (begun.size() > MOST_AHEAD) {
            take();
        }
    }

    private void take() {
        R result;
        try {
            result = begun.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        }
        results.accept(result);
    }
}
