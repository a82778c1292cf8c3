package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One policy: the deployed text, and its terms for the oracle. */
final class Terms {

    /** The most attempts of any policy. */
    static final int MOST_ATTEMPTS = 5;

    /** So small that a few jobs need a digest. */
    private static final String ANNOUNCE_LIMIT = "announceLimit: {notices: 1, per: 10m}";

    static final String MEMORY_RULE = "memory";

    /** In MiB; tasks have {@link SimulatedTask#MEMORY} at first. */
    static final long MOST_MEMORY = 2048;

    private static final Set<String> ALL_OUTCOMES =
            Set.of("SUCCEEDED", "RECOVERED", "FAILED", "EXHAUSTED", "EXPIRED", "UNLAUNCHABLE", "CANCELLED");

    String name = "simulated";

    /** The only family that it adopts; null: every one. */
    @Nullable String family;

    /** Tags that a task must have. */
    Map<String, String> tags = Map.of();

    /** False: it only observes. */
    boolean acts = true;

    int attempts = 4;

    @Nullable Duration deadline = Duration.ofHours(6);

    Duration interval = Duration.ofSeconds(10);
    int rate = 2;
    Duration maxDelay = Duration.ofMinutes(5);

    /** Whether any delay from 0 to the longest is right, or only the longest. */
    boolean jitter = true;

    String otherwise = "retry";
    boolean network = true;
    boolean copyTags;

    /** Launches a minute; 0: it declares no pace. */
    int pace;

    /** Whether it may learn launches from their sources. */
    boolean learns = true;

    /** Of a rule for Spot interruptions that are not counted; 0: it has none. */
    int spotAttempts;

    /** Whether it has a rule that doubles the memory of a task that had too little. */
    boolean moreMemory;

    Set<String> announce = ALL_OUTCOMES;

    /** Whether the file has no such policy any more, or one that only observes by now: nothing more is launched. */
    boolean retired;

    /** A copy with some terms changed. */
    Terms with(Consumer<Terms> change) {
        Terms other = new Terms();
        other.name = name;
        other.family = family;
        other.tags = tags;
        other.acts = acts;
        other.attempts = attempts;
        other.deadline = deadline;
        other.interval = interval;
        other.rate = rate;
        other.maxDelay = maxDelay;
        other.jitter = jitter;
        other.otherwise = otherwise;
        other.network = network;
        other.copyTags = copyTags;
        other.learns = learns;
        other.pace = pace;
        other.spotAttempts = spotAttempts;
        other.moreMemory = moreMemory;
        other.announce = announce;
        other.retired = retired;
        change.accept(other);
        return other;
    }

    /** The terms of a policy that was removed from the file. */
    static Terms removed(String name) {
        return new Terms().with(terms -> {
            terms.name = name;
            terms.retired = true;
            terms.announce = Set.of("FAILED", "EXHAUSTED", "EXPIRED", "UNLAUNCHABLE", "RECOVERED");
        });
    }

    /** The terms for a job that began under an acting policy. */
    Terms forJobUnderWay() {
        return acts
                ? this
                : with(terms -> {
                    terms.acts = true;
                    terms.retired = true;
                });
    }

    boolean mayMatch(Job job) {
        return family == null || family.equals(job.family());
    }

    boolean matches(Job job) {
        return mayMatch(job) && job.tags().entrySet().containsAll(tags.entrySet());
    }

    /** In seconds. */
    long longestDelay(int retry) {
        double grown = interval.toSeconds() * Math.pow(rate, retry - 1);
        return (long) Math.ceil(Math.min(grown, (double) maxDelay.toSeconds()));
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder("  - name: " + name + "\n");
        line(yaml, family != null, "match: {family: [" + family + "]}");
        line(yaml, !tags.isEmpty(), "match: {tags: " + tags.toString().replace("=", ": ") + "}");
        line(yaml, !acts, "mode: observe");
        line(yaml, true, "attempts: " + attempts);
        line(yaml, deadline != null, "deadline: " + seconds(deadline));
        line(
                yaml,
                true,
                "backoff: {interval: " + seconds(interval) + ", rate: " + rate + ", maxDelay: " + seconds(maxDelay)
                        + ", jitter: " + (jitter ? "full" : "none") + "}");
        line(yaml, true, "otherwise: " + otherwise);
        line(yaml, network, "network: {subnets: [subnet-0a], securityGroups: [sg-0a], assignPublicIp: false}");
        line(yaml, !learns, "learn: never");
        line(yaml, pace > 0, "pace: {launches: " + pace + ", per: 1m}");
        line(yaml, copyTags, "launch: {copyTags: true}");
        line(yaml, true, "announce: " + new TreeSet<>(announce));
        line(yaml, true, ANNOUNCE_LIMIT);
        line(yaml, spotAttempts > 0 || moreMemory, "rules:");
        line(
                yaml,
                spotAttempts > 0,
                "  - {name: spot, when: {cause: spot-interruption}, then: retry, attempts: " + spotAttempts
                        + ", counted: false}");
        line(
                yaml,
                moreMemory,
                "  - {name: " + MEMORY_RULE + ", when: {cause: out-of-memory}, then: retry, memory: {factor: 2, max: "
                        + MOST_MEMORY + "}}");
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, boolean declared, String line) {
        if (declared) {
            yaml.append("    ").append(line).append('\n');
        }
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "" : duration.toSeconds() + "s";
    }
}
