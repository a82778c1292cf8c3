package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Computes the right decision on an attempt from the documentation alone; it shares no code with the product. It knows the attempt's
 * true end, the policy's terms and the right decisions on the earlier attempts.
 */
final class Oracle {

    /** A job never has more tasks. */
    private static final int MOST_TASKS = 50;

    /** The default of {@code staleAfter}. */
    private static final Duration STALE_AFTER = Duration.ofHours(24);

    private Oracle() {}

    /**
     * The right content of an attempt's record.
     *
     * @param truth its true end
     * @param terms of the policy in force
     * @param rule that decides
     * @param outcomes that are right; {@code RETRY} stands for another attempt
     * @param least seconds until that attempt
     * @param most seconds until that attempt
     * @param old whether it is too old to be announced
     */
    record Expected(Truth truth, Terms terms, String rule, Set<String> outcomes, long least, long most, boolean old) {

        boolean counted() {
            return !rule.equals("spot");
        }

        boolean isAnnounced(String outcome) {
            return terms.acts && !old && terms.announce.contains(outcome);
        }
    }

    /**
     * When the attempt ended and its event came, and the facts known at that time.
     *
     * @param jobCreated when the first task was created
     * @param stopped when the attempt ended
     * @param received when the function received its event
     * @param stale whether it stopped before the deployment was there
     * @param tagsUnknown whether the policy asks for tags that nobody can know any more
     * @param cancelled whether an operator had cancelled the job
     * @param aborted whether somebody had aborted the run-job execution that waits for the job
     * @param repeatable {@code RETRY} if it is known how the task is launched again, otherwise {@code UNLAUNCHABLE}
     */
    record Circumstances(
            Instant jobCreated,
            Instant stopped,
            Instant received,
            boolean stale,
            boolean tagsUnknown,
            boolean cancelled,
            boolean aborted,
            Set<String> repeatable) {

        boolean isTooOld() {
            return stale || isLongAgo();
        }

        boolean isLongAgo() {
            return stopped.isBefore(received.minus(STALE_AFTER));
        }

        boolean isAfterDeadline(Terms terms, Instant moment) {
            return terms.deadline != null && moment.isAfter(jobCreated.plus(terms.deadline));
        }
    }

    static Expected expect(int attempt, Truth truth, Terms terms, List<Expected> before, Circumstances when) {
        if (truth.kind().equals("success")) {
            String outcome = attempt == 1 ? "SUCCEEDED" : "RECOVERED";
            return new Expected(truth, terms, "(success)", Set.of(outcome), 0, 0, attempt == 1 && when.isLongAgo());
        }
        if (when.cancelled()) {
            return end(truth, terms, "(cancelled)", "CANCELLED");
        }
        if (attempt == 1 && when.isTooOld()) {
            String rule = when.stale() ? "(before-deployment)" : "(stale)";
            return new Expected(truth, terms, rule, Set.of("EXPIRED"), 0, 0, true);
        }
        if (attempt == 1 && when.tagsUnknown()) {
            return end(truth, terms, "(tags-unknown)", "UNLAUNCHABLE");
        }
        return switch (truth.cause()) {
            case "retry-aborted" -> end(truth, terms, "(catalogue)", "CANCELLED");
            case "task-lost", "launch-unverified" -> end(truth, terms, "(catalogue)", "FAILED");
            case "launch-values-lost", "launch-unknown" -> end(truth, terms, "(catalogue)", "UNLAUNCHABLE");
            case "too-late" -> end(truth, terms, "(catalogue)", "EXPIRED");
            default -> byKind(attempt, truth, terms, before, when);
        };
    }

    private static Expected byKind(int attempt, Truth truth, Terms terms, List<Expected> before, Circumstances when) {
        if (truth.cause().equals("spot-interruption") && terms.spotAttempts > 0) {
            return retry(attempt, truth, terms, "spot", before, when);
        }
        if (truth.cause().equals("out-of-memory") && terms.moreMemory) {
            return retry(attempt, truth, terms, Terms.MEMORY_RULE, before, when);
        }
        return switch (truth.kind()) {
            case "transient" -> retry(attempt, truth, terms, "(catalogue)", before, when);
            case "permanent" -> end(truth, terms, "(catalogue)", "FAILED");
            case "intentional" -> end(truth, terms, "(catalogue)", "CANCELLED");
            default ->
                terms.otherwise.equals("retry") || (terms.otherwise.equals("retry-unstarted") && !truth.started())
                        ? retry(attempt, truth, terms, "(otherwise)", before, when)
                        : end(truth, terms, "(otherwise)", "FAILED");
        };
    }

    private static Expected end(Truth truth, Terms terms, String rule, String outcome) {
        return new Expected(truth, terms, rule, Set.of(outcome), 0, 0, false);
    }

    /** Failed launches and failed tasks have separate counts; an uncounted rule has its own count. */
    private static Expected retry(
            int attempt, Truth truth, Terms terms, String rule, List<Expected> before, Circumstances when) {
        boolean counted = !rule.equals("spot");
        int alike = 1
                + (int) before.stream()
                        .filter(earlier -> earlier.truth().launch() == truth.launch())
                        .filter(earlier ->
                                counted ? earlier.counted() : earlier.rule().equals(rule))
                        .count();
        if (terms.retired) {
            return end(truth, terms, rule, "FAILED");
        }
        if (attempt == MOST_TASKS || alike >= (counted ? terms.attempts : terms.spotAttempts)) {
            return end(truth, terms, rule, "EXHAUSTED");
        }
        long most = terms.longestDelay(alike);
        long least = terms.jitter ? 0 : most;
        Set<String> outcomes = new HashSet<>(when.repeatable());
        if (when.isAfterDeadline(terms, when.received())
                || when.isAfterDeadline(terms, when.stopped().plusSeconds(least))) {
            outcomes = new HashSet<>(Set.of("EXPIRED"));
        } else if (when.isAfterDeadline(terms, when.stopped().plusSeconds(most))) {
            outcomes.add("EXPIRED");
        }
        if (when.aborted() && outcomes.removeAll(Set.of("RETRY", "UNLAUNCHABLE"))) {
            outcomes.add("CANCELLED");
        }
        return new Expected(truth, terms, rule, outcomes, least, most, false);
    }
}
