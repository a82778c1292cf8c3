package io.github.ecstaskretry.core.learn;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchSource.Candidates;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.policy.Policy.Learn;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Learns how a task was launched, for what its event does not contain and its policy does not declare. The first source that
 * knows is used alone: two sources are never merged (design, section 14).
 */
public final class LaunchLearning {

    /** The source of a launch that an earlier attempt's record has. */
    static final String ATTEMPT = "attempt";

    private final List<LaunchSource> sources;

    /**
     * Made once.
     *
     * @param sources in the order in which they are asked
     */
    public LaunchLearning(List<LaunchSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * Asks the sources. Only for a task that will be retried, because asking costs calls.
     *
     * @throws RuntimeException of a source, if AWS failed other than by denying access
     */
    public Learned learn(Situation situation) {
        Optional<Learned> previous = previous(situation);
        if (previous.isPresent() || asksNobody(situation)) {
            return previous.orElse(Learned.UNASKED);
        }
        LaunchQuery query = LaunchQuery.of(situation);
        List<String> why = new ArrayList<>();
        for (LaunchSource source : sources) {
            Candidates found = source.find(query);
            why.addAll(found.why());
            switch (LaunchMatch.choose(situation.ended(), found.launches())) {
                case Learned.Launch launch -> {
                    return launch;
                }
                case Learned.Nothing nothing -> why.addAll(nothing.why());
                case Learned.NotYet notYet -> {
                    return notYet;
                }
            }
        }
        return new Learned.Nothing(why);
    }

    /** The same without asking anybody: names who would be asked. */
    public static Learned unasked(Situation situation) {
        if (!situation.attempt().isFirst()) {
            return new Learned.NotYet("the table, which has the launch request of this attempt");
        }
        return asksNobody(situation)
                ? Learned.UNASKED
                : LaunchQuery.of(situation)
                        .who()
                        .<Learned>map(Learned.NotYet::new)
                        .orElse(Learned.UNASKED);
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
