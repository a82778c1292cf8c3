package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.policy.Policy.Mode;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.Stop;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job's recorded attempts before the one at hand, in order. There may be gaps: attempts whose event was lost, or that have expired
 * from the table.
 */
public record JobHistory(List<RecordedAttempt> attempts) {

    /** The history of a job's first attempt. */
    public static final JobHistory NONE = new JobHistory(List.of());

    private static final int LONGEST_REASON = 120;

    /** Sorts the attempts by their numbers. */
    public JobHistory {
        attempts = attempts.size() < 2
                ? List.copyOf(attempts)
                : attempts.stream()
                        .sorted(Comparator.comparingInt(attempt -> attempt.id().number()))
                        .toList();
    }

    public JobHistory before(int number) {
        return new JobHistory(attempts.stream()
                .filter(attempt -> attempt.id().number() < number)
                .toList());
    }

    public Optional<RecordedAttempt> attempt(int number) {
        return attempts.stream()
                .filter(attempt -> attempt.id().number() == number)
                .findFirst();
    }

    /** The name of the policy that decided last: a job stays with the policy that adopted it. */
    public Optional<String> policy() {
        return last().map(attempt -> attempt.ruling().policy());
    }

    /** Whether the last decision was to be carried out, because its policy did not only observe. */
    public boolean carriedOut() {
        return last().filter(attempt -> attempt.ruling().mode() == Mode.ACT).isPresent();
    }

    /** The attempt that ended the job; empty if it goes on. */
    public Optional<RecordedAttempt> end() {
        return attempts.stream()
                .filter(attempt -> attempt.decision() instanceof RecordedDecision.End)
                .findFirst();
    }

    /** The execution that launches an attempt. */
    public LaunchName launchName(AttemptId attempt) {
        return attempt(attempt.number() - 1)
                .flatMap(previous -> previous.decision() instanceof RecordedDecision.Retry retry
                        ? Optional.of(retry.orders().launch())
                        : Optional.empty())
                .orElse(LaunchName.PLANNED);
    }

    /** The order that cancelled the job; empty if nobody cancelled it. */
    public Optional<Orders.Order> cancelled() {
        return attempts.stream()
                .flatMap(attempt -> attempt.decision() instanceof RecordedDecision.Retry retry
                        ? Stream.ofNullable(retry.orders().cancelled())
                        : Stream.empty())
                .findFirst();
    }

    /** Who started the job's first task; null if its launch had no {@code startedBy} or if that is not known. */
    public @Nullable String originalStartedBy() {
        return last().map(attempt -> attempt.subject().originalStartedBy()).orElse(null);
    }

    /** The tags that the last re-run was given. */
    public Map<String, String> tags() {
        return last().map(attempt -> attempt.subject().tags()).orElse(Map.of());
    }

    /** When the job's first task was created; null if unknown. */
    public Instant startedAt(EndedAttempt task) {
        return startedAt().orElseGet(task::createdOrStoppedAt);
    }

    /** The same; empty if there is no attempt. */
    public Optional<Instant> startedAt() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(attempts.getFirst().times().createdOrStoppedAt());
    }

    /**
     * The attempts that ended in the same way: by a stopped task, or by a failed launch. Each way has its own counters, so that failed
     * launches do not lengthen the backoff of failed tasks.
     */
    public JobHistory like(Stop stop) {
        boolean launch = stop instanceof Stop.LaunchFailure;
        return new JobHistory(attempts.stream()
                .filter(attempt -> attempt.stop() instanceof Stop.LaunchFailure == launch)
                .toList());
    }

    /** How many attempts used up the policy's {@code attempts}. */
    public int counted() {
        return (int)
                attempts.stream().filter(attempt -> attempt.ruling().counted()).count();
    }

    /** How many attempts ended by the named rule. */
    public int endedBy(String rule) {
        return (int) attempts.stream()
                .filter(attempt -> attempt.ruling().rule().equals(rule))
                .count();
    }

    /** The causes of the attempts, each once. */
    public List<String> causes() {
        return attempts.stream()
                .map(attempt -> attempt.ruling().cause())
                .distinct()
                .toList();
    }

    /** Whether the job had an end that was announced and then superseded. */
    public boolean announcedTooEarly() {
        return attempts.stream()
                .anyMatch(attempt ->
                        attempt.superseded() != null && attempt.superseded().announce());
    }

    /** What rules changed in the launches of the job's re-runs, in order. */
    public List<ChangedParameter> changes() {
        return attempts.stream()
                .flatMap(attempt -> attempt.decision() instanceof RecordedDecision.Retry retry
                        ? retry.changes().stream()
                        : Stream.empty())
                .toList();
    }

    /** Why the job has never been launched, such as {@code RESOURCE:MEMORY}, if no attempt up to this one has made a task. */
    public Optional<String> neverLaunched(RecordedAttempt newest) {
        boolean complete = attempts.size() == newest.id().number() - 1;
        return complete
                        && newest.stop() instanceof Stop.LaunchFailure failure
                        && like(failure).equals(this)
                ? Optional.of(Objects.requireNonNullElse(
                                failure.text(), Objects.requireNonNullElse(failure.error(), "no reason given")))
                        .map(reason ->
                                reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…")
                : Optional.empty();
    }

    private Optional<RecordedAttempt> last() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }
}
