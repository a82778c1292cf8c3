package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.cli.ask.backtest.Replay.Redecision;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.Ruling;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replays recorded jobs through an old and a new policy file, one after the other.
 *
 * <p>The old file must reproduce the recorded verdict of an attempt; otherwise the attempt is not compared. After a changed decision
 * nobody knows how the job would have continued, so its later attempts are not compared either. After a changed delay they are compared
 * as if they had ended as recorded.
 */
public final class Comparison {

    private final Replay old;
    private final Replay changed;
    private final Set<String> unchanged;
    private final String oldVersion;
    private final Findings findings = new Findings();
    private final Batches<List<KeptAttempt>, Findings> batches = new Batches<>(this::compare, findings::add);

    /** Compares two files. {@code oldVersion} is the old file's {@code policyVersion}. */
    public Comparison(PolicySet old, String oldVersion, PolicySet changed, Catalogue catalogue) {
        Classifier classifier = new RememberingClassifier(catalogue);
        this.old = new Replay(old, classifier);
        this.changed = new Replay(changed, classifier);
        this.unchanged = unchanged(old, changed);
        this.oldVersion = oldVersion;
        if (!matches(old).equals(matches(changed))) {
            findings.caveats.add(
                    "The files adopt different tasks. A task that no policy adopted is not recorded, so that a"
                            + " wider match shows nothing here.");
        }
        if (!launches(old).equals(launches(changed))) {
            findings.caveats.add(
                    "The files declare different launches or another pace. The replay decides whether and after"
                            + " which backoff an attempt is retried, and plans no launch.");
        }
    }

    /** The names of the policies that decide alike in both files; empty unless both files give each task to a policy of the same name. */
    private static Set<String> unchanged(PolicySet old, PolicySet changed) {
        Function<PolicySet, List<String>> names =
                file -> file.policies().stream().map(Policy::name).toList();
        if (!matches(old).equals(matches(changed)) || !names.apply(old).equals(names.apply(changed))) {
            return Set.of();
        }
        return old.policies().stream()
                .filter(changed.policies()::contains)
                .map(Policy::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Match> matches(PolicySet policies) {
        return policies.policies().stream().map(Policy::match).toList();
    }

    /** The parts of each policy that only launches use. */
    private static Map<String, List<Object>> launches(PolicySet policies) {
        return policies.policies().stream()
                .collect(Collectors.toMap(
                        Policy::name,
                        policy -> List.of(
                                Optional.ofNullable(policy.network()),
                                policy.launch(),
                                policy.learn(),
                                Optional.ofNullable(policy.pace()))));
    }

    /** Compares one job. Its attempts are in order; if the first is missing, nothing can be replayed. */
    public void add(List<KeptAttempt> job) {
        batches.add(job);
    }

    /** The findings of all jobs. No job can be added afterwards. */
    public Findings findings() {
        batches.finish();
        return findings;
    }

    private Findings compare(List<List<KeptAttempt>> jobs) {
        Findings found = new Findings();
        jobs.forEach(job -> compare(job, found));
        return found;
    }

    private void compare(List<KeptAttempt> job, Findings found) {
        found.jobs++;
        found.attempts += job.size();
        found.recoveries.add(job);
        int whole = 0;
        while (whole < job.size() && job.get(whole).recorded().id().number() == whole + 1) {
            whole++;
        }
        if (whole < job.size()) {
            found.cutOff += job.size() - whole;
        }
        int compared = compare(job.subList(0, whole), Recoveries.recovered(job), found);
        found.unknown += whole - compared;
    }

    /** Returns how many attempts were compared. */
    private int compare(List<KeptAttempt> job, boolean jobRecovered, Findings found) {
        List<RecordedAttempt> recorded = new ArrayList<>();
        List<RecordedAttempt> simulated = new ArrayList<>();
        boolean otherTimes = false;
        for (KeptAttempt kept : job) {
            RecordedAttempt attempt = kept.recorded();
            Judgement record = Judgement.recorded(attempt);
            Redecision before = old.replay(attempt, new JobHistory(recorded), null);
            if (!before.judgement().equals(record)) {
                found.unreproduced.add(Unreproduced.of(kept, record, before.judgement(), oldVersion));
                return recorded.size();
            }
            Policy policy = before.policy();
            Redecision after = policy != null && unchanged.contains(policy.name())
                    ? before
                    : changed.replay(attempt, new JobHistory(simulated), policy);
            if (after.askedForTags()
                    && !before.askedForTags()
                    && attempt.subject().tags().isEmpty()) {
                found.tagsNotRecorded.add(attempt.id());
                return recorded.size();
            }
            recorded.add(attempt);
            found.rules.count(record, after.judgement());
            if (!after.judgement().equals(record)) {
                Change change =
                        Change.of(attempt, record, after.judgement(), jobRecovered && !record.succeeds(), otherTimes);
                found.changes.add(change);
                if (change.kind().endsWhatIsKnown()) {
                    return recorded.size();
                }
                otherTimes |= change.kind() == Change.Kind.OTHER_TIME;
            }
            simulated.add(decidedBy(after, attempt));
        }
        return recorded.size();
    }

    /** The attempt as the new file would have recorded it. */
    private static RecordedAttempt decidedBy(Redecision after, RecordedAttempt attempt) {
        Ruling ruling =
                Objects.requireNonNull(after.verdict(), "the job was adopted").ruling();
        return attempt.decided(
                ruling,
                switch (after.judgement().next()) {
                    case Judgement.Ended end -> new RecordedDecision.End(end.outcome(), end.announce(), null);
                    case Judgement.Retried _, Judgement.NotAdopted _ -> attempt.decision();
                });
    }

    /** A recorded verdict that the old file does not give, and why, as far as that can be known. */
    public record Unreproduced(AttemptId attempt, Judgement recorded, Judgement replayed, String why) {

        private static final String CUT = "… [cut from ";

        static Unreproduced of(KeptAttempt kept, Judgement recorded, Judgement replayed, String oldVersion) {
            return new Unreproduced(
                    kept.recorded().id(), recorded, replayed, why(kept, recorded, replayed, oldVersion));
        }

        private static String why(KeptAttempt kept, Judgement recorded, Judgement replayed, String oldVersion) {
            String version = kept.policyVersion();
            if (version != null && !version.equals(oldVersion)) {
                return "policy version " + version + " decided it; the old file is " + oldVersion;
            }
            if (kept.recorded().toString().contains(CUT)) {
                return "the record holds only the beginning of a long text";
            }
            if (!recorded.cause().equals(replayed.cause()) && !replayed.cause().isEmpty()) {
                return "the failure catalogue has changed: it recognised " + recorded.cause() + ", now "
                        + replayed.cause();
            }
            return version == null
                    ? "the record does not say which policy version decided it"
                    : "the reason is unknown";
        }
    }

    /**
     * Remembers the causes of some stops, because classifying is most of a replay's work: each attempt is classified several times, and
     * many end alike. Several threads may ask it.
     */
    private static final class RememberingClassifier extends Classifier {

        private static final int MOST = 1_000;

        private final Map<Asked, Cause> causes = new ConcurrentHashMap<>();

        private record Asked(Stop stop, @Nullable String container) {}

        RememberingClassifier(Catalogue catalogue) {
            super(catalogue);
        }

        @Override
        public Cause classify(Stop stop, @Nullable String decidingContainer) {
            if (causes.size() > MOST) {
                causes.clear();
            }
            return causes.computeIfAbsent(
                    new Asked(stop, decidingContainer), asked -> super.classify(asked.stop(), asked.container()));
        }
    }
}
