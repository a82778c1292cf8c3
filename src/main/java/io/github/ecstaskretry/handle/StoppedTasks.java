package io.github.ecstaskretry.handle;

import io.github.ecstaskretry.decide.Adoption;
import io.github.ecstaskretry.decide.Decided;
import io.github.ecstaskretry.decide.Decider;
import io.github.ecstaskretry.decide.JobHistory;
import io.github.ecstaskretry.decide.RecordedAttempt;
import io.github.ecstaskretry.decide.RecordedDecision;
import io.github.ecstaskretry.format.ExecutionInputJson;
import io.github.ecstaskretry.job.AttemptId;
import io.github.ecstaskretry.job.StoppedTask;
import io.github.ecstaskretry.policy.PolicySet;
import java.util.Map;
import java.util.Optional;

/**
 * The one path of a stopped task: adopt, decide, record, act.
 *
 * <p>Record, then act: the record is the commitment. A repeated event finds the record and carries out what it says; it never
 * decides again. Whatever fails is thrown, so that Lambda tries the event again and in the end keeps it in the dead-letter
 * queue (design, section 4).
 */
public final class StoppedTasks {

    private final PolicySet policies;
    private final Decider decider;
    private final Attempts attempts;
    private final Launches launches;
    private final Notices notices;
    private final TaskTags taskTags;

    public StoppedTasks(
            PolicySet policies,
            Decider decider,
            Attempts attempts,
            Launches launches,
            Notices notices,
            TaskTags taskTags) {
        this.policies = policies;
        this.decider = decider;
        this.attempts = attempts;
        this.launches = launches;
        this.notices = notices;
        this.taskTags = taskTags;
    }

    /**
     * Handles one stopped task; doing it twice does the same thing once.
     *
     * @throws RuntimeException of an adapter, when AWS did not do what was asked
     */
    public Handled handle(StoppedTask task) {
        Optional<String> owner = Adoption.otherOwner(task);
        if (owner.isPresent()) {
            return new Handled.Ignored("its retry is owned by " + owner.get());
        }
        Optional<AttemptId> rerun = AttemptId.fromStartedBy(task.origin().startedBy());
        AttemptId attempt = rerun.orElseGet(() -> AttemptId.first(task.arn()));
        JobHistory known = attempt.isFirst() ? JobHistory.NONE : attempts.history(attempt.jobId());
        Optional<RecordedAttempt> earlier = known.attempt(attempt.number());
        if (earlier.isPresent()) {
            return replay(earlier.get(), task, known.before(attempt.number()));
        }
        JobHistory history = known.before(attempt.number());
        Optional<AdoptedTask> adopted = new Adopter(policies, decider, taskTags).adopt(task, attempt, history);
        if (adopted.isEmpty()) {
            return new Handled.Ignored("no policy matches it");
        }
        return decideAndRecord(task, attempt, adopted.get(), history);
    }

    private Handled decideAndRecord(StoppedTask task, AttemptId attempt, AdoptedTask adopted, JobHistory history) {
        Map<String, String> tags = adopted.tags();
        Decided decided = decider.decide(task, attempt, adopted.policy(), history, tags);
        RecordedAttempt record = Recording.of(task, attempt, decided, history, tags);
        Optional<RecordedAttempt> first = attempts.record(record, history);
        if (first.isPresent()) {
            return replay(first.get(), task, history);
        }
        act(record, task, history);
        return new Handled.Recorded(record);
    }

    private Handled replay(RecordedAttempt recorded, StoppedTask task, JobHistory before) {
        act(recorded, task, before);
        return new Handled.Replayed(recorded);
    }

    /** Carries out the recorded decision, as far as the record does not say that it was done. */
    private void act(RecordedAttempt recorded, StoppedTask task, JobHistory before) {
        switch (recorded.decision()) {
            case RecordedDecision.Retry retry -> {
                if (retry.pending()) {
                    AttemptId next = recorded.id().next();
                    launches.start(next, ExecutionInputJson.write(next, retry, task.overrides()));
                }
            }
            case RecordedDecision.Terminal terminal -> {
                if (terminal.noticeDue()) {
                    notices.announce(recorded, before);
                    attempts.markAnnounced(recorded.id());
                }
            }
        }
    }
}
