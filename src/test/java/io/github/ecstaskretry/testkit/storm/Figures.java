package io.github.ecstaskretry.testkit.storm;

import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The counts of a storm. */
final class Figures {

    private final Instant start;
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final Map<String, Map<Long, Integer>> bySecond = new HashMap<>();
    private int usersCalls;
    private int usersRefused;
    private int launchFailures;
    private Duration lastEnd = Duration.ZERO;

    Figures(Instant start) {
        this.start = start;
    }

    /** One call of the product. */
    void call(String name, Instant now) {
        bySecond.computeIfAbsent(name, key -> new HashMap<>())
                .merge(Duration.between(start, now).toSeconds(), 1, Integer::sum);
    }

    /** One RunTask call of the user's own. */
    void usersCall(boolean allowed) {
        usersCalls++;
        usersRefused += allowed ? 0 : 1;
    }

    void launchFailed() {
        launchFailures++;
    }

    void ended(Outcome outcome, Instant now) {
        outcomes.merge(outcome, 1, Integer::sum);
        lastEnd = Duration.between(start, now);
    }

    int calls(String name) {
        return bySecond.getOrDefault(name, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    int callsOfTheFirstMinute(String name) {
        return bySecond.getOrDefault(name, Map.of()).entrySet().stream()
                .filter(second -> second.getKey() < 60)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    int peakASecond(String name) {
        return bySecond.getOrDefault(name, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    double shareOfUsersCallsRefused() {
        return (double) usersRefused / usersCalls;
    }

    int launchFailures() {
        return launchFailures;
    }

    /** Jobs that did not succeed. */
    int lost() {
        return outcomes.entrySet().stream()
                .filter(outcome -> outcome.getKey() != Outcome.SUCCEEDED && outcome.getKey() != Outcome.RECOVERED)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    int jobs() {
        return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }

    Duration untilTheLastEnd() {
        return lastEnd;
    }

    @Override
    public String toString() {
        return "RunTask %,d calls (%,d in the first minute, peak %d a second), user's calls refused %.1f %%, launch failures %,d, jobs lost %,d %s, last end after %s, UpdateItem %,d (peak %d a second), StartExecution peak %d a second"
                .formatted(
                        calls(Storm.RUN_TASK),
                        callsOfTheFirstMinute(Storm.RUN_TASK),
                        peakASecond(Storm.RUN_TASK),
                        100 * shareOfUsersCallsRefused(),
                        launchFailures,
                        lost(),
                        outcomes,
                        lastEnd,
                        calls(Storm.UPDATE_ITEM),
                        peakASecond(Storm.UPDATE_ITEM),
                        peakASecond(Storm.START_EXECUTION));
    }
}
