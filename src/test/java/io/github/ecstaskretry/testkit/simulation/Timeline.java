package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. Processes run one at a time, in an order that depends only on the times. A sleeping process runs the events before its
 * own waking, so only a process that begins during another's sleep needs a thread of its own.
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

    /** Whether no event is left. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Schedules something that never sleeps. */
    void after(Duration delay, Runnable action) {
        add(delay, new Step.Happens(action));
    }

    /** Schedules something that may sleep. */
    void begin(Duration delay, Runnable process) {
        add(delay, new Step.Begins(process));
    }

    /** Sleeps; other processes go on. Only for a process. */
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
     * Runs the next events. Returns at the sleeper's own turn; without a sleeper, after the turn has passed to another thread or when
     * no event is left.
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
            // A process that died does not fail the simulation.
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

    /** The threads that wait for their turn. */
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
