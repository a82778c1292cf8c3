package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import io.github.ecstaskretry.cli.doctor.Deployment.ServiceGrant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A rule is enabled, matches its events, has the function as its target, and may call it. */
final class RuleCheck {

    private static final String INVOKE = "lambda:InvokeFunction";

    private final CheckResults results;
    private final String events;
    private final Deployment deployment;

    private RuleCheck(String part, String events, Deployment deployment) {
        this.results = new CheckResults(part);
        this.events = events;
        this.deployment = deployment;
    }

    static List<CheckResult> taskStopped(Deployment deployment) {
        return new RuleCheck("rule for stops", "stopped tasks", deployment)
                .results(deployment.taskStopped(), LogicalIds.TASK_STOPPED_RULE);
    }

    static List<CheckResult> launchEnded(Deployment deployment) {
        return new RuleCheck("rule for launches", "failed launches", deployment)
                .results(deployment.launchEnded(), LogicalIds.LAUNCH_ENDED_RULE);
    }

    private List<CheckResult> results(Lookup<EventRule> reading, String logicalId) {
        results.read(
                reading,
                () -> results.broken(
                        "the rule does not exist: the function gets no " + events,
                        Repair.absent(deployment.stack(), logicalId)),
                this::check);
        // Claims no more than what was checked.
        boolean calls = deployment.function() instanceof Lookup.Found<RetryFunction>
                && deployment.invocation() instanceof Lookup.Found<InvokePermissions>;
        return results.orOk(
                calls ? "enabled, and hands " + events + " to the function" : "enabled, and matches " + events);
    }

    private void check(EventRule rule) {
        if (!rule.enabled()) {
            results.broken(
                    rule.name() + " is disabled: the function gets no " + events,
                    "aws events enable-rule --name " + rule.name());
        }
        read(
                rule.unmatched(),
                "its pattern could not be tried",
                unmatched -> unmatched.forEach(
                        event -> results.broken(rule.name() + " does not match " + event, Repair.CHANGED)));
        if (deployment.function() instanceof Lookup.Found<RetryFunction>(RetryFunction function)) {
            read(rule.targets(), "its targets could not be listed", targets -> checkTargets(function, rule, targets));
            checkPermission(function, rule);
        }
    }

    private <T> void read(Lookup<T> reading, String problem, Consumer<T> check) {
        results.read(problem + ": ", reading, () -> results.unknown(problem), check);
    }

    private void checkTargets(RetryFunction function, EventRule rule, List<EventRule.Target> targets) {
        Optional<EventRule.Target> target = targets.stream()
                .filter(candidate -> candidate.arn().equals(function.arn()))
                .findFirst();
        if (target.isEmpty()) {
            results.broken(rule.name() + " does not have the function as its target", Repair.CHANGED);
        } else if (!EventQueue.keeps(target.get().deadLetterArn(), deployment.deadLetters())) {
            results.warning(
                    "events that " + rule.name()
                            + " cannot hand over for six hours are lost: they do not go to the dead-letter queue",
                    Repair.CHANGED);
        }
    }

    private void checkPermission(RetryFunction function, EventRule rule) {
        if (deployment.invocation() instanceof Lookup.Found<InvokePermissions>(InvokePermissions permissions)
                && permissions.grants().stream()
                        .noneMatch(grant -> grant.allows(ServiceGrant.EVENTS, INVOKE, rule.arn()))) {
            results.broken(
                    "EventBridge may not call the function for " + rule.name(),
                    "aws lambda add-permission --function-name " + function.name() + " --statement-id " + rule.name()
                            + " --action " + INVOKE + " --principal " + ServiceGrant.EVENTS + " --source-arn "
                            + rule.arn());
        }
    }
}
