package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Deployment.ServiceGrant;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From an event to the function: the rule, its pattern, its target, and the permission to call it. */
final class RuleCheck {

    private static final String INVOKE = "lambda:InvokeFunction";

    private final String part;
    private final String events;
    private final String logicalId;
    private final Deployment deployment;

    private RuleCheck(String part, String events, String logicalId, Deployment deployment) {
        this.part = part;
        this.events = events;
        this.logicalId = logicalId;
        this.deployment = deployment;
    }

    static List<CheckResult> taskStopped(Deployment deployment) {
        return new RuleCheck("rule for stops", "stopped tasks", LogicalIds.TASK_STOPPED_RULE, deployment)
                .findings(deployment.taskStopped());
    }

    static List<CheckResult> launchEnded(Deployment deployment) {
        return new RuleCheck("rule for launches", "launches that failed", LogicalIds.LAUNCH_ENDED_RULE, deployment)
                .findings(deployment.launchEnded());
    }

    private List<CheckResult> findings(Reading<EventRule> rule) {
        return CheckResult.of(
                part,
                rule,
                CheckResult.broken(
                        part,
                        "there is none: the function is not told of " + events,
                        Repair.absent(deployment.stack(), logicalId)),
                this::findings);
    }

    private List<CheckResult> findings(EventRule rule) {
        List<CheckResult> findings = new ArrayList<>();
        if (!rule.enabled()) {
            findings.add(CheckResult.broken(
                    part,
                    rule.name() + " is disabled: the function is not told of " + events,
                    "aws events enable-rule --name " + rule.name()));
        }
        findings.addAll(heard(rule));
        if (deployment.function() instanceof Reading.Found<RetryFunction>(RetryFunction function)) {
            findings.addAll(target(function, rule));
            findings.addAll(permission(function, rule));
        }
        return findings.isEmpty() ? List.of(CheckResult.ok(part, "enabled, and " + what())) : findings;
    }

    /** No more than what was looked at. */
    private String what() {
        return deployment.function() instanceof Reading.Found<RetryFunction>
                        && deployment.invocation() instanceof Reading.Found<InvokePermissions>
                ? "hands " + events + " to the function"
                : "lets " + events + " through";
    }

    private List<CheckResult> heard(EventRule rule) {
        return told(
                rule.deaf(),
                "its pattern could not be tried",
                deaf -> deaf.stream()
                        .map(example ->
                                CheckResult.broken(part, rule.name() + " does not let through " + example, Repair.CHANGED))
                        .toList());
    }

    private List<CheckResult> target(RetryFunction function, EventRule rule) {
        return told(
                rule.targets(), "its targets could not be listed", targets -> target(function, rule.name(), targets));
    }

    /** The findings of what was asked about the rule; else that it is not known. */
    private <T> List<CheckResult> told(Reading<T> reading, String unknown, Function<T, List<CheckResult>> known) {
        return switch (reading) {
            case Reading.Found<T>(T value) -> known.apply(value);
            case Reading.Absent<T>() -> List.of(CheckResult.unknown(part, unknown));
            case Reading.Unknown<T>(String why, String fix) ->
                List.of(new CheckResult(part, Health.UNKNOWN, unknown + ": " + why, fix));
        };
    }

    private List<CheckResult> target(RetryFunction function, String rule, List<EventRule.Target> targets) {
        Optional<EventRule.Target> target = targets.stream()
                .filter(candidate -> candidate.arn().equals(function.arn()))
                .findFirst();
        if (target.isEmpty()) {
            return List.of(CheckResult.broken(part, rule + " does not have the function as its target", Repair.CHANGED));
        }
        return EventQueue.keeps(target.get().deadLetterArn(), deployment.deadLetters())
                ? List.of()
                : List.of(CheckResult.warning(
                        part,
                        "events that " + rule
                                + " cannot hand over for six hours are lost: they do not go to the dead-letter queue",
                        Repair.CHANGED));
    }

    private List<CheckResult> permission(RetryFunction function, EventRule rule) {
        return deployment.invocation() instanceof Reading.Found<InvokePermissions>(InvokePermissions invocation)
                        && invocation.grants().stream()
                                .noneMatch(grant -> grant.allows(ServiceGrant.EVENTS, INVOKE, rule.arn()))
                ? List.of(CheckResult.broken(
                        part,
                        "EventBridge may not call the function for " + rule.name(),
                        "aws lambda add-permission --function-name " + function.name()
                                + " --statement-id " + rule.name() + " --action " + INVOKE + " --principal "
                                + ServiceGrant.EVENTS + " --source-arn " + rule.arn()))
                : List.of();
    }
}
