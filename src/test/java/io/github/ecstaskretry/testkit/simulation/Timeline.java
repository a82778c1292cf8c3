package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. Processes that sleep run in turns, one at a time, in an order that depends on nothing but the times: whoever
 * sleeps runs what comes before its own waking. Only a process that begins while another one sleeps needs a thread of its own.
 */
final class Timeline {

    static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    /** A long run has ten thousand. */
    private static final long MOST_STEPS = 120_000;

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final Sleeper caller = new Sleeper();
    private Instant now = START;
    private long number;
    private @Nullable Throwable failure;

    Instant now() {
        return now;
    }

    /** Whether nothing is to come. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Something that never sleeps happens later. */
    void after(Duration delay, Runnable action) {
        add(delay, new Step.Happens(action));
    }

    /** Something that may sleep begins later. */
    void begin(Duration delay, Runnable process) {
        add(delay, new Step.Begins(process));
    }

    /** Only for a process: others go on meanwhile. */
    void sleep(Duration duration) {
        Sleeper sleeper = new Sleeper();
        add(duration, new Step.Wakes(sleeper));
        runUntil(sleeper);
    }

    /** Runs everything to its end. */
    void run() {
        runUntil(null);
        caller.await();
        if (failure != null) {
            throw new IllegalStateException("the simulation itself is broken", failure);
        }
    }

    private void add(Duration delay, Step step) {
        Instant at = delay.isPositive() ? now.plus(delay) : now;
        entries.add(new Entry(at, number++, step));
    }

    /**
     * Runs what comes. Returns when the sleeper's own turn comes; without a sleeper when the turn has gone to another thread, or
     * when nothing is left.
     */
    private void runUntil(@Nullable Sleeper self) {
        while (true) {
            Entry entry = entries.poll();
            if (number > MOST_STEPS) {
                failure = new IllegalStateException("the run does not end");
                entry = null;
                entries.clear();
            }
            if (entry == null) {
                caller.wake();
                return;
            }
            now = entry.at();
            switch (entry.step()) {
                case Step.Happens happens -> guarded(happens.action());
                case Step.Begins begins when self == null -> guarded(begins.process());
                case Step.Begins begins -> {
                    Thread.ofVirtual().start(() -> {
                        guarded(begins.process());
                        runUntil(null);
                    });
                    self.await();
                    return;
                }
                case Step.Wakes wakes -> {
                    if (wakes.sleeper() != self) {
                        wakes.sleeper().wake();
                        if (self != null) {
                            self.await();
                        }
                    }
                    return;
                }
            }
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (Died died) {
            // A process that died is no failure of the simulation.
        } catch (Throwable broken) {
            failure = broken;
        }
    }

    private sealed interface Step {

        record Happens(Runnable action) implements Step {}

        record Begins(Runnable process) implements Step {}

        record Wakes(Sleeper sleeper) implements Step {}
    }

    private record Entry(Instant at, long number, Step step) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Whose turn it is not. */
    private static final class Sleeper {

        private final Thread thread = Thread.currentThread();
        private volatile boolean awake;

        void wake() {
            awake = true;
            LockSupport.unpark(thread);
        }

        void await() {
            while (!awake) {
                LockSupport.park(this);
            }
        }
    }
}
