package io.github.ecstaskretry.function.retry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The result of one round of reconciling.
 *
 * @param looked how many things each part looked at
 * @param found how many things were found undone and were done
 * @param latest how late the latest of them was, counted from the stop of the task or from the time when the retry was due
 * @param held how many retries are held
 * @param pendingAge how long the oldest retry that has neither a task nor an end has been due; zero without one
 * @param digests how many digests were sent
 * @param outOfTime the parts that ended early because the time was over
 * @param throttled the parts that ended early because AWS answered that there were too many requests
 * @param skipped things that would fail each time and were left out: clusters that AWS denies, unreadable items
 * @param failures sentences that say what could not be done and why
 */
public record Reconciled(
        Map<Stage, Integer> looked,
        Map<Finding, Integer> found,
        Duration latest,
        int held,
        Duration pendingAge,
        int digests,
        Set<Stage> outOfTime,
        Set<Stage> throttled,
        List<String> skipped,
        List<String> failures) {

    private static final int MOST_NAMED = 20;

    /** Whether nothing failed. A lack of time, throttling and skipped things do not count as failures. */
    public boolean whole() {
        return failures.isEmpty();
    }

    /** The failures in one sentence; the first ones by name. */
    public String failure() {
        return failures.size() + " things could not be reconciled: " + String.join("; ", named(failures));
    }

    /** For the log: texts, numbers, lists and maps. */
    public Map<String, Object> report() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("looked", counts(looked));
        report.put("found", counts(found));
        report.put("latestSeconds", latest.toSeconds());
        if (digests > 0) {
            report.put("digests", digests);
        }
        report.put("outOfTime", words(outOfTime));
        report.put("throttled", words(throttled));
        report.put("skipped", named(skipped));
        report.put("failures", named(failures));
        report.put("failed", failures.size());
        return report;
    }

    private static List<String> named(List<String> sentences) {
        return sentences.stream().limit(MOST_NAMED).toList();
    }

    private static Map<String, Object> counts(Map<? extends Enum<?>, Integer> counts) {
        Map<String, Object> words = new LinkedHashMap<>();
        counts.forEach((name, count) -> words.put(word(name), count));
        return words;
    }

    private static List<String> words(Set<Stage> parts) {
        return parts.stream().map(Reconciled::word).toList();
    }

    /** {@code LOST_STOP} becomes {@code lost-stop}, as causes are written. */
    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Something that was left undone and was done in this round. */
    public enum Finding {
        /** A task stopped, and no event about it came. */
        LOST_STOP,
        /** A retry was recorded, and its execution was not started. */
        LOST_LAUNCH,
        /** An execution ended without a task, and no event about it came. */
        LOST_LAUNCH_FAILURE,
        /** A re-run's task was made, and ECS has not known it for 36 hours. The job ends. */
        LOST_TASK,
        /** A retry's execution was not started, and the values that it needs are gone. The job ends. */
        LOST_VALUES,
        /** A job's end was not announced. */
        LOST_NOTICE,
        /** A job had ended, and the run-job execution that waits for it was not answered. */
        LOST_ANSWER,
        /** CloudTrail knew how the task of a held retry was launched, so the retry was released. */
        HELD_RETRY,
        /** The pause that held a retry is over, so the retry was released. */
        PAUSED_RETRY,
        /** A held retry ended, because its deadline passed or no source answered within an hour. */
        UNKNOWN_LAUNCH,
        /** An operator cancelled a retry, and the command was not completed. */
        LOST_CANCEL,
        /** A rule or a schedule was to launch a task, and RunTask made none. */
        MISSED_LAUNCH
    }

    /** The parts of a round, in their order. Each has its share of the time. */
    public enum Stage {
        /** Ends that are to be announced. */
        NOTICES(3),
        /** Retries that are overdue. */
        RETRIES(6),
        /** Retries that are held. */
        HELD_RETRIES(7),
        /** Reruns whose first attempt is not on record. */
        RERUNS(8),
        /** Run-job executions that wait for an answer. */
        ANSWERS(8),
        /** Stopped tasks of the watched clusters. */
        STOPPED_TASKS(9),
        /** Records of launches that failed. */
        MISSED_LAUNCHES(10);

        private final int tenths;

        Stage(int tenths) {
            this.tenths = tenths;
        }

        /** The share of the whole time that may be over when this part ends, so that it leaves time for the parts after it. */
        Duration share(Duration whole) {
            return Duration.ofMillis(whole.toMillis() * tenths / 10);
        }
    }
}
