package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.core.decide.AdoptedTask;
import io.github.ecstaskretry.core.decide.Decided;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.launch.ExecutionJson;
import java.util.Map;
import java.util.Optional;

/**
 * The one path of an attempt that has ended: adopt, decide, record, act.
 *
 * <p>Record, then act: the record is the commitment. A repeated event finds the record and carries out what it says; it never
 * decides again. Whatever fails is thrown, so that Lambda tries the event again and in the end keeps it in the dead-letter
 * queue (design, section 4).
 */
public final class EndedAttempts {

    private final PolicySelector adopter;
    private final Decider decider;
    private final Attempts attempts;
    private final Launches launches;
    private final Notices notices;

    public EndedAttempts(
            PolicySelector adopter, Decider decider, Attempts attempts, Launches launches, Notices notices) {
        this.adopter = adopter;
        this.decider = decider;
        this.attempts = attempts;
        this.launches = launches;
        this.notices = notices;
    }

    /**
     * Handles one attempt; doing it twice does the same thing once.
     *
     * @throws RuntimeException of an adapter, when AWS did not do what was asked
     */
    public Handled handle(EndedAttempt ended, AttemptId attempt) {
        return handle(ended, attempt, adopter.taskTags());
    }

    /** The same with tags that are known already. */
    Handled handle(EndedAttempt ended, AttemptId attempt, TaskTags tags) {
        JobHistory known = attempt.isFirst() ? JobHistory.NONE : attempts.history(attempt.jobId());
        Optional<RecordedAttempt> earlier = known.attempt(attempt.number());
        JobHistory history = known.before(attempt.number());
        if (earlier.isPresent()) {
            return replay(earlier.get(), ended, history);
        }
        return adopter.adopt(ended, attempt, history, tags)
                .map(adopted -> decideAndRecord(ended, attempt, adopted, history))
                .orElseGet(() -> new Handled.Ignored("no policy matches it"));
    }

    private Handled decideAndRecord(EndedAttempt ended, AttemptId attempt, AdoptedTask adopted, JobHistory history) {
        Map<String, String> tags = adopted.tags();
        Decided decided = decider.decide(ended, attempt, adopted.policy(), history, tags);
        RecordedAttempt record = Recording.of(ended, attempt, decided, history, tags);
        Optional<RecordedAttempt> first = attempts.record(record, history);
        if (first.isPresent()) {
            return replay(first.get(), ended, history);
        }
        act(record, ended.overrides(), history, true);
        return new Handled.Recorded(record);
    }

    private Handled replay(RecordedAttempt recorded, EndedAttempt ended, JobHistory before) {
        carryOut(recorded, ended.overrides(), before);
        return new Handled.Replayed(recorded);
    }

    /**
     * Carries out a recorded decision, as far as the record does not say that it was done; doing it twice does the same thing
     * once.
     *
     * @param overrides of the attempt, for the values of its environment
     * @param before the recorded attempts before it
     * @throws IllegalStateException when the overrides lack a value that the recorded launch needs
     * @throws RuntimeException of an adapter, when AWS did not do what was asked
     */
    void carryOut(RecordedAttempt recorded, TaskOverrides overrides, JobHistory before) {
        act(recorded, overrides, before, false);
    }

    /** Whoever has just recorded an end has the notice of it for its own; anybody else has to take it on first. */
    private void act(RecordedAttempt recorded, TaskOverrides overrides, JobHistory before, boolean ours) {
        switch (recorded.decision()) {
            case RecordedDecision.Retry retry -> {
                if (retry.pending()) {
                    AttemptId next = recorded.id().next();
                    launches.start(next, ExecutionJson.input(next, retry, overrides));
                }
            }
            case RecordedDecision.End terminal -> {
                if (terminal.noticeDue() && (ours || attempts.takeNotice(recorded.id()))) {
                    announce(recorded, before);
                    attempts.markAnnounced(recorded.id());
                }
            }
        }
    }

    /** A notice that was not sent is given back, so that the next delivery need not wait for it. */
    private void announce(RecordedAttempt recorded, JobHistory before) {
        try {
            notices.announce(recorded, before);
        } catch (RuntimeException notSent) {
            try {
                attempts.giveBackNotice(recorded.id());
            } catch (RuntimeException alsoNot) {
                notSent.addSuppressed(alsoNot);
            }
            throw notSent;
        }
    }
}
