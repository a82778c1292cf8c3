package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.decide.TaskTags;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.policy.LaunchChange.Avoid;
import io.github.ecstaskretry.core.task.StoppedTask;

/** Looks up the EC2 instance of a task, because the event has only the container instance. */
public final class Hosts {

    private Hosts() {}

    /** The situation with the instance, if the rule of the verdict avoids it. Costs one call, which throws if AWS fails other than by denying access. */
    public static Situation lookUp(Situation situation, Verdict verdict, TaskTags ecs) {
        String instance = situation.ended().placement().detail().containerInstance();
        boolean avoids = verdict.next() instanceof Verdict.RunAgain
                && situation.policy().change(verdict.ruling().rule()).avoid().contains(Avoid.HOST);
        return avoids && instance != null && situation.ended() instanceof StoppedTask task
                ? ecs.instanceId(task.clusterArn(), instance)
                        .map(id -> situation.of(task.on(task.placement().on(id), task.overrides())))
                        .orElse(situation)
                : situation;
    }
}
