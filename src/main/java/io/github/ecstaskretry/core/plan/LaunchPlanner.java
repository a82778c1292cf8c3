package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.policy.LaunchChange;
import io.github.ecstaskretry.core.policy.LaunchParameters;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the RunTask request that launches the next attempt with the parameters of the one that ended.
 *
 * @param overridesLength says how many characters overrides take as JSON
 */
public record LaunchPlanner(ToIntFunction<TaskOverrides> overridesLength) {

    /**
     * RunTask's limit for the overrides, in characters "including the JSON formatting characters" (Amazon ECS API reference,
     * {@code RunTask}, {@code overrides}).
     */
    public static final int MOST_OVERRIDES = 8192;

    /** The source's name if the policy declares the parameters. */
    private static final String POLICY = "policy";

    /**
     * The launch of a verdict that retries; the end of the job if the task cannot be launched with its own parameters. The policy
     * and the event take precedence over a learned launch.
     */
    public Plan plan(Situation situation, Verdict verdict, Learned learned) {
        return switch (verdict.next()) {
            case Verdict.EndJob end -> noLaunch(situation, verdict, end, learned);
            case Verdict.RunAgain retry -> {
                LaunchChange change = situation.policy().change(verdict.ruling().rule());
                LaunchParameters launch = change.launch().over(unchanged(situation));
                String obstacle = obstacle(situation, launch, learned);
                if (obstacle != null) {
                    yield unlaunchable(situation, verdict, obstacle, learned);
                }
                MemoryRaise raise = MemoryRaise.of(situation.ended(), change.memory());
                TaskOverrides overrides = overrides(situation, verdict, retry.attempt(), raise);
                int length = overridesLength.applyAsInt(overrides);
                if (length > MOST_OVERRIDES) {
                    yield unlaunchable(
                            situation,
                            verdict,
                            "The overrides are " + length + " characters long, RunTask takes " + MOST_OVERRIDES
                                    + ". Move some of them into the task definition.",
                            learned);
                }
                RerunRequest rerun = new RerunRequest(
                        situation,
                        retry.attempt(),
                        overrides,
                        Avoidance.undone(known(learned), situation.history().changes()));
                RunTaskRequest request = rerun.with(launch);
                Avoidance avoidance = Avoidance.of(request, situation.ended().placement(), change.avoid());
                List<ChangedParameter> changes = joined(List.of(
                        LaunchChanges.between(rerun.with(unchanged(situation)), request),
                        raise.changes(),
                        avoidance.changes()));
                yield new Plan.Relaunch(
                        withReasons(
                                verdict,
                                changes,
                                joined(List.of(raise.notes(), avoidance.notes(), rerun.notes(launch))),
                                learned),
                        retry,
                        avoidance.request(),
                        source(situation.policy(), launch, learned),
                        changes);
            }
        };
    }

    /** Leaves out the variables of a re-run if RunTask would refuse the request with them. */
    private TaskOverrides overrides(Situation situation, Verdict verdict, AttemptId attempt, MemoryRaise raise) {
        TaskOverrides overrides = raise.in(RetryEnvironment.with(
                situation.ended(), attempt, verdict.cause().id()));
        return overridesLength.applyAsInt(overrides) <= MOST_OVERRIDES
                ? overrides
                : raise.in(RetryEnvironment.without(situation.ended()));
    }

    private static <T> List<T> joined(List<List<T>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }

    /** The parameters that the policy declares, except those that a rule changed for an earlier attempt: the previous request has them. */
    private static LaunchParameters unchanged(Situation situation) {
        return situation
                .policy()
                .launch()
                .without(situation.history().changes().stream()
                        .map(ChangedParameter::parameter)
                        .collect(Collectors.toSet()));
    }

    private Plan unlaunchable(Situation situation, Verdict retry, String reason, Learned learned) {
        Verdict verdict = Decider.unlaunchable(situation, retry, reason);
        return noLaunch(situation, verdict, (Verdict.EndJob) verdict.next(), learned);
    }

    /** A failed attempt keeps the request by which it was launched, as far as it is known. */
    private Plan noLaunch(Situation situation, Verdict verdict, Verdict.EndJob end, Learned learned) {
        boolean done = end.outcome() == Outcome.SUCCEEDED || end.outcome() == Outcome.RECOVERED;
        AttemptId attempt = situation.attempt();
        return new Plan.NoLaunch(
                verdict,
                end,
                done
                        ? null
                        : new RerunRequest(
                                        situation,
                                        attempt,
                                        overrides(situation, verdict, attempt, MemoryRaise.NONE),
                                        known(learned))
                                .with(unchanged(situation)));
    }

    private static @Nullable RunTaskRequest known(Learned learned) {
        return learned instanceof Learned.Launch launch ? launch.request() : null;
    }

    /** Names a source that could not answer, because the re-run may lack its parameters. */
    private static Verdict withReasons(
            Verdict verdict, List<ChangedParameter> changes, List<String> notes, Learned learned) {
        String reasons = (changes.isEmpty() ? "" : " It changes the launch: " + ChangedParameter.words(changes) + ".")
                + sentences(notes)
                + reasons(learned);
        return reasons.isEmpty()
                ? verdict
                : new Verdict(
                        verdict.cause(),
                        verdict.ruling().because(verdict.ruling().why() + reasons),
                        verdict.rules(),
                        verdict.next());
    }

    private static String reasons(Learned learned) {
        return switch (learned) {
            case Learned.Nothing nothing -> sentences(nothing.why());
            case Learned.Later later -> sentences(later.asked().why()) + " " + HeldLaunch.WAITS;
            case Learned.Unrepeatable unrepeatable -> sentences(List.of(unrepeatable.why()));
            case Learned.Launch _, Learned.NotYet _ -> "";
        };
    }

    private static String sentences(List<String> sentences) {
        return sentences.stream().map(" "::concat).collect(Collectors.joining());
    }

    private static @Nullable String source(Policy policy, LaunchParameters declared, Learned learned) {
        if (learned instanceof Learned.Launch launch) {
            return launch.source();
        }
        return policy.network() == null && declared.equals(LaunchParameters.NOTHING) ? null : POLICY;
    }

    /** The parameters that are missing from event, policy and sources; null if none is missing. */
    private static @Nullable String obstacle(Situation situation, LaunchParameters launch, Learned learned) {
        if (learned instanceof Learned.NotYet || learned instanceof Learned.Later) {
            return null;
        }
        if (learned instanceof Learned.Unrepeatable) {
            return "The launch cannot be repeated." + reasons(learned);
        }
        Placement placement = situation.ended().placement();
        Policy policy = situation.policy();
        RunTaskRequest known = known(learned);
        LaunchParameters declared = RerunRequest.declared(launch, known);
        if (placement.awsvpc() && RerunRequest.network(placement, policy, known) == null) {
            return "The task is in awsvpc mode, and its event does not contain the security groups." + reasons(learned)
                    + " Declare network: {subnets: […], securityGroups: […]} in policy '" + policy.name() + "'.";
        }
        if (placement.hasLaunchVolume() && declared.volumeConfigurations().isEmpty()) {
            return "The task had an EBS volume, and its event does not contain the configuration." + reasons(learned)
                    + " Declare launch: {volumeConfigurations: […]} in policy '" + policy.name() + "'.";
        }
        // A known request without either leaves the choice to its cluster.
        if (known == null
                && RerunRequest.launchType(placement, known) == null
                && RerunRequest.capacityProviderStrategy(placement, declared).isEmpty()) {
            return "The event contains neither launch type nor capacity provider." + reasons(learned)
                    + " Declare launch: {capacityProviderStrategy: […]} in policy '" + policy.name() + "'.";
        }
        return null;
    }
}
