package io.github.ecstaskretry.core.learn;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchSource.Candidates;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Learn;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Learns how a task was launched, because neither its event nor its policy has all parameters. The first source that knows is used
 * alone: two sources are never merged.
 */
public final class LaunchLearning {

    /** The source's name if the record of an earlier attempt has the launch. */
    static final String ATTEMPT = "attempt";

    private final List<LaunchSource> sources;
    private final boolean later;

    /** Learns from these sources only, in the order in which they are asked. */
    public LaunchLearning(List<LaunchSource> sources) {
        this(sources, false);
    }

    /** Asks the sources in order. If {@code later}, CloudTrail's event history is asked later for a launch that none of them knows. */
    public LaunchLearning(List<LaunchSource> sources, boolean later) {
        this.sources = List.copyOf(sources);
        this.later = later;
    }

    /**
     * Asks the sources. Call it only for a task that will be retried, because each question costs calls. The execution of run-job is
     * asked even if the policy learns nothing, because it belongs to this product.
     *
     * @throws RuntimeException of a source, if AWS failed other than by denying access
     */
    public Learned learn(Situation situation) {
        LaunchQuery query = LaunchQuery.of(situation);
        if (situation.attempt().isFirst() && AttemptId.launchedFirst(query.startedBy())) {
            return ask(query, situation.ended());
        }
        Optional<Learned> previous = previous(situation);
        if (previous.isPresent() || asksNobody(situation)) {
            return previous.orElse(Learned.UNASKED);
        }
        Learned asked = ask(query, situation.ended());
        return later && asked instanceof Learned.Nothing nothing && isNeeded(situation)
                ? new Learned.Later(nothing)
                : asked;
    }

    /** The launch in the record of the previous attempt. Makes no calls. */
    public static Learned recorded(Situation situation) {
        return previous(situation).orElse(Learned.UNASKED);
    }

    /** How a recorded attempt was launched, according to its rule or schedule; empty if neither knows. */
    public Optional<RunTaskRequest> launched(RecordedAttempt recorded, RunTaskRequest kept) {
        LaunchQuery query = new LaunchQuery(
                recorded.id(),
                recorded.subject().clusterArn(),
                recorded.subject().originalStartedBy(),
                null);
        FailedLaunch launch = kept.failed(
                new LaunchFailure(null, null, null), recorded.times().stoppedAt(), recorded.event());
        return ask(query, launch) instanceof Learned.Launch source ? Optional.of(source.request()) : Optional.empty();
    }

    /**
     * Completes a launch that made no task. Asks its rule or schedule even if the policy declares everything, because the target's
     * input has the environment.
     *
     * @throws RuntimeException of a source, if AWS failed other than by denying access
     */
    public MissedLaunch.Complete learn(Situation situation, MissedLaunch missed) {
        boolean asks = situation.policy().learn() != Learn.NEVER
                && (!missed.record().hidden().isEmpty()
                        || !declaresAll(situation.policy(), situation.ended().placement()));
        return missed.complete(asks ? ask(LaunchQuery.of(situation), situation.ended()) : Learned.UNASKED);
    }

    /** The overrides that a rule or a schedule gave to a launch that made no task; empty if that is not known. */
    public Optional<TaskOverrides> overrides(RecordedAttempt missed) {
        return missed.decision() instanceof RecordedDecision.Retry retry && missed.stop() instanceof LaunchFailure stop
                ? overrides(
                        new LaunchQuery(
                                missed.id(),
                                missed.subject().clusterArn(),
                                missed.subject().startedBy(),
                                null),
                        retry.launch().failed(stop, missed.times().stoppedAt(), missed.event()))
                : Optional.empty();
    }

    private Optional<TaskOverrides> overrides(LaunchQuery query, FailedLaunch launch) {
        return ask(query, launch) instanceof Learned.Launch source && source.otherOverrides() == null
                ? Optional.of(source.request().overrides())
                : Optional.empty();
    }

    private Learned ask(LaunchQuery query, EndedAttempt ended) {
        List<String> why = new ArrayList<>();
        @Nullable String denied = null;
        for (LaunchSource source : sources) {
            Candidates found = source.find(query);
            denied = denied == null ? found.denied() : denied;
            why.addAll(found.why());
            switch (LaunchMatch.choose(ended, found.launches())) {
                case Learned.Launch launch -> {
                    return launch;
                }
                case Learned.Nothing nothing -> why.addAll(nothing.why());
                case Learned.NotYet _, Learned.Later _, Learned.Unrepeatable _ -> {
                    // A choice is one of the other two.
                }
            }
        }
        return new Learned.Nothing(why, denied);
    }

    /** The same without calls: names the sources that would be asked. */
    public static Learned unasked(Situation situation) {
        if (!situation.attempt().isFirst()) {
            return new Learned.NotYet("the table, which has the launch request of this attempt");
        }
        return asksNobody(situation) && !AttemptId.launchedFirst(situation.originalStartedBy())
                ? Learned.UNASKED
                : LaunchQuery.of(situation)
                        .who()
                        .<Learned>map(Learned.NotYet::new)
                        .orElseGet(() -> isNeeded(situation) ? new Learned.Later(Learned.UNASKED) : Learned.UNASKED);
    }

    /**
     * Whether the task cannot be launched without the parameters that its event lacks. CloudTrail finds them by the task's ARN and the
     * time of its creation.
     */
    private static boolean isNeeded(Situation situation) {
        Placement placement = situation.ended().placement();
        Policy policy = situation.policy();
        return situation.ended() instanceof StoppedTask task
                && task.times().createdAt() != null
                && ((placement.awsvpc() && policy.network() == null)
                        || (placement.hasLaunchVolume()
                                && policy.launch().volumeConfigurations().isEmpty()));
    }

    /** The launch request of the attempt that ended. */
    private static Optional<Learned> previous(Situation situation) {
        return situation.history().attempt(situation.attempt().number() - 1).flatMap(recorded -> {
            RunTaskRequest request =
                    recorded.decision() instanceof RecordedDecision.Retry retry ? retry.request() : null;
            return Optional.ofNullable(request).map(known -> new Learned.Launch(ATTEMPT, known));
        });
    }

    private static boolean asksNobody(Situation situation) {
        return situation.policy().learn() == Learn.NEVER
                || declaresAll(situation.policy(), situation.ended().placement());
    }

    /** Whether a source could add nothing but tags. */
    private static boolean declaresAll(Policy policy, Placement placement) {
        LaunchParameters launch = policy.launch();
        return (policy.network() != null || !placement.awsvpc())
                && !launch.capacityProviderStrategy().isEmpty()
                && (placement.fargate() || !launch.placementConstraints().isEmpty())
                && (placement.fargate() || !launch.placementStrategy().isEmpty())
                && (!placement.hasLaunchVolume()
                        || !launch.volumeConfigurations().isEmpty())
                && launch.propagateTags() != null
                && launch.enableEcsManagedTags() != null;
    }
}
