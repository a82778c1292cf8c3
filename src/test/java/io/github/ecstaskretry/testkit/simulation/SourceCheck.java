package io.github.ecstaskretry.testkit.simulation;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Checks the source of a job's launch, and the network of its next task: that of one source, never a mixture. */
final class SourceCheck {

    private static final String NONE = "";
    private static final String HELD = "held";

    private final World world;
    private final Job job;
    private final Consumer<String> report;
    private Set<String> networks = Set.of();

    SourceCheck(World world, Job job, Consumer<String> report) {
        this.world = world;
        this.job = job;
        this.report = report;
    }

    /** Whether an attempt can be launched again: {@code RETRY}, or {@code UNLAUNCHABLE} if nobody knows how. */
    Set<String> repeatable(Recorded record, Terms terms) {
        if (record.number() > 1) {
            return Set.of("RETRY");
        }
        if (!job.missed()) {
            return Set.of(terms.network || terms.learns || job.isAwaited() ? "RETRY" : "UNLAUNCHABLE");
        }
        Set<String> outcomes = new HashSet<>();
        for (String answer : answers(record, terms)) {
            // CloudTrail hides the values of the environment. Only the caller's own configuration has them.
            outcomes.add(answer.equals(NONE) && job.hasValues() ? "UNLAUNCHABLE" : "RETRY");
        }
        return outcomes;
    }

    /** The networks that the caller may have answered with while the attempt was decided. */
    private Set<String> answers(Recorded record, Terms terms) {
        if (job.isAwaited()) {
            return Set.of(job.caller().network());
        }
        return !terms.learns || job.caller().isPerson()
                ? Set.of(NONE)
                : world.callers()
                        .answers(
                                job.caller(),
                                record.time("receivedAt"),
                                record.decided().since());
    }

    /** Compares the source of a retry, and notes in which networks it may run. */
    void check(Recorded record, Terms terms) {
        if (record.number() == 1 && terms.acts) {
            checkFirst(record, terms);
        }
        if (terms.network) {
            networks = Set.of(Caller.DECLARED);
        }
    }

    private void checkFirst(Recorded record, Terms terms) {
        Set<String> answers = new HashSet<>(answers(record, terms));
        Set<String> sources = new HashSet<>();
        for (String answer : answers) {
            sources.add(answer.equals(NONE) ? without(terms) : job.caller().source());
        }
        boolean held = record.wasHeld() && !record.wasPaused();
        String actual = held ? HELD : String.valueOf(record.decidedText("launchSource"));
        if (!sources.contains(actual)) {
            report.accept(
                    "oracle: " + job.id() + "-1 has launchSource " + actual + ", not " + String.join(" or ", sources));
        }
        answers.remove(NONE);
        networks = actual.equals(HELD) || actual.equals("cloudtrail")
                ? Set.of(job.caller().network())
                : answers;
        Instant released = record.released();
        if (held && released != null && !"cloudtrail".equals(record.text("launchSource"))) {
            report.accept("oracle: " + job.id() + "-1 is released by " + record.text("launchSource"));
        }
    }

    private String without(Terms terms) {
        return job.missed() ? "cloudtrail" : terms.network ? "policy" : HELD;
    }

    /** The networks in which the next task may run. */
    Set<String> networks() {
        return networks;
    }

    /** The next attempts run in the network of the one before. */
    void launchedIn(String network) {
        if (networks.contains(network)) {
            networks = Set.of(network);
        }
    }
}
