package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import io.github.ecstaskretry.store.UnreadableItemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A round of reconciling in progress: its time and its results so far. A failure does not stop the rest. */
final class Round {

    private final InstantSource clock;
    private final Predicate<RuntimeException> throttling;
    private final Instant begin;
    private final Instant until;
    private final Map<Stage, Integer> looked = new EnumMap<>(Stage.class);
    private final Map<Finding, Integer> found = new EnumMap<>(Finding.class);
    private final Set<Stage> outOfTime = EnumSet.noneOf(Stage.class);
    private final Set<Stage> throttled = EnumSet.noneOf(Stage.class);
    private final Set<Stage> failed = EnumSet.noneOf(Stage.class);
    private final Set<String> skipped = new LinkedHashSet<>();
    private final Map<String, String> denied = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private Duration latest = Duration.ZERO;
    private Duration pendingAge = Duration.ZERO;
    private int held;
    private int digests;

    Round(InstantSource clock, Predicate<RuntimeException> throttling, Instant until) {
        this.clock = clock;
        this.throttling = throttling;
        this.begin = clock.instant();
        this.until = until;
    }

    Instant begin() {
        return begin;
    }

    /** Whether something was older than this when the round began. */
    boolean isOlder(Instant since, Duration age) {
        return since.isBefore(begin.minus(age));
    }

    /**
     * Fetches things for at most half of the time that the part has left. A source that fails keeps what it gave before, and
     * the others go on.
     */
    <T> List<T> gather(Stage part, List<? extends Iterable<T>> sources) {
        Instant half = halfTime(part);
        List<T> gathered = new ArrayList<>();
        for (Iterable<T> source : sources) {
            guarded(part, part.name(), () -> {
                for (T thing : source) {
                    gathered.add(thing);
                    if (!inTime(part, half)) {
                        return;
                    }
                }
            });
        }
        return gathered;
    }

    /** The middle of the time that the part has left. */
    Instant halfTime(Stage part) {
        Instant now = clock.instant();
        return now.plus(Duration.between(now, end(part)).dividedBy(2));
    }

    /** Whether there is still time; if not, the result says that the part had too little. */
    boolean inTime(Stage part, Instant end) {
        boolean inTime = clock.instant().isBefore(end);
        if (!inTime) {
            outOfTime.add(part);
        }
        return inTime;
    }

    /**
     * Handles one thing after the other while there is time and AWS does not throttle. Fetching the things may also fail.
     *
     * @param name names a thing, for the message if it fails
     */
    <T> void each(Stage part, Iterable<T> things, Function<T, String> name, Consumer<T> step) {
        try {
            for (T thing : things) {
                if (!goesOn(part)) {
                    return;
                }
                guarded(part, name.apply(thing), () -> step.accept(thing));
            }
        } catch (RuntimeException e) {
            note(part, part.name(), e);
        }
    }

    void look(Stage part) {
        looked.merge(part, 1, Integer::sum);
    }

    /**
     * Notes something that had been left undone.
     *
     * @param since when it should have been done
     */
    void found(Finding finding, Instant since) {
        found.merge(finding, 1, Integer::sum);
        Duration late = Duration.between(since, clock.instant());
        latest = late.compareTo(latest) > 0 ? late : latest;
    }

    /** The same for an end that was handled now, unless it turned out not to be ours. */
    void found(Finding finding, Instant since, Handled handled) {
        if (!(handled instanceof Handled.Ignored)) {
            found(finding, since);
        }
    }

    /** Notes a retry that has neither a task nor an end and for which this round can do nothing. */
    void stillPending(Instant due) {
        pendingAge = Collections.max(List.of(pendingAge, Duration.between(due, begin)));
    }

    void held(int retries) {
        held = retries;
    }

    void digest() {
        digests++;
    }

    Reconciled result() {
        return new Reconciled(
                looked, found, latest, held, pendingAge, digests, outOfTime, throttled, List.copyOf(skipped), failures);
    }

    /** Whether another call of the part may be made. */
    boolean goesOn(Stage part) {
        return !throttled.contains(part) && hasTime(part);
    }

    boolean hasTime(Stage part) {
        return inTime(part, end(part));
    }

    private Instant end(Stage part) {
        return begin.plus(part.share(Duration.between(begin, until)));
    }

    /** Leaves out something that would fail each time. The round does not count as failed. */
    void skip(RuntimeException reason) {
        skip(String.valueOf(reason.getMessage()));
        if (reason instanceof ClusterDeniedException cluster) {
            denied.put(cluster.clusterArn(), cluster.getMessage());
        }
    }

    /** The answer of ECS about a cluster; empty if AWS denies this deployment the cluster, which is left out then. */
    <T> Optional<T> unlessDenied(Supplier<Optional<T>> question) {
        try {
            return question.get();
        } catch (ClusterDeniedException denial) {
            skip(denial);
            return Optional.empty();
        }
    }

    /** A sentence if AWS denied the cluster in this round; otherwise null. */
    @Nullable String denial(String clusterArn) {
        return denied.get(clusterArn);
    }

    /** Leaves something out and reports it. */
    void skip(String what) {
        skipped.add(what);
    }

    /** Whether no thing of the part failed or was left out. */
    boolean clean(Stage part) {
        return !failed.contains(part) && !throttled.contains(part) && !outOfTime.contains(part);
    }

    void guarded(Stage part, String thing, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            note(part, thing, e);
        }
    }

    /** Notes what failed; throttling only ends the part. */
    void note(Stage part, String thing, RuntimeException e) {
        if (throttling.test(e)) {
            throttled.add(part);
        } else if (e instanceof ClusterDeniedException || e instanceof UnreadableItemException) {
            skip(e);
        } else {
            failed.add(part);
            failures.add(thing + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
