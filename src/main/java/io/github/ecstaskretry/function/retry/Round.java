package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.Reconciled.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** One reconciling while it goes on: its time, and what it has come to so far. One thing that fails does not stop the rest. */
final class Round {

    private final InstantSource clock;
    private final Predicate<RuntimeException> throttling;
    private final Instant begin;
    private final Instant until;
    private final Map<Stage, Integer> looked = new EnumMap<>(Stage.class);
    private final Map<Finding, Integer> found = new EnumMap<>(Finding.class);
    private final Set<Stage> outOfTime = EnumSet.noneOf(Stage.class);
    private final Set<Stage> throttled = EnumSet.noneOf(Stage.class);
    private final List<String> failures = new ArrayList<>();
    private Duration latest = Duration.ZERO;

    Round(InstantSource clock, Predicate<RuntimeException> throttling, Instant until) {
        this.clock = clock;
        this.throttling = throttling;
        this.begin = clock.instant();
        this.until = until;
    }

    /** When it began. */
    Instant begin() {
        return begin;
    }

    /**
     * Takes one thing after the other for as long as there is time and AWS keeps up; fetching them may fail, too.
     *
     * @param name of a thing, for when it fails
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

    /** Counts a thing that is looked at. */
    void look(Stage part) {
        looked.merge(part, 1, Integer::sum);
    }

    /**
     * Notes what was undone.
     *
     * @param since when it should have been done
     */
    void found(Finding finding, Instant since) {
        found.merge(finding, 1, Integer::sum);
        Duration late = Duration.between(since, clock.instant());
        latest = late.compareTo(latest) > 0 ? late : latest;
    }

    Reconciled result() {
        return new Reconciled(looked, found, latest, outOfTime, throttled, failures);
    }

    private boolean goesOn(Stage part) {
        Instant end = begin.plus(part.share(Duration.between(begin, until)));
        if (!clock.instant().isBefore(end)) {
            outOfTime.add(part);
        }
        return !outOfTime.contains(part) && !throttled.contains(part);
    }

    private void guarded(Stage part, String thing, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            note(part, thing, e);
        }
    }

    private void note(Stage part, String thing, RuntimeException e) {
        if (throttling.test(e)) {
            throttled.add(part);
        } else {
            failures.add(thing + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
