package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Deployment;
import io.github.ecstaskretry.cli.doctor.deployed.EventQueue;
import io.github.ecstaskretry.cli.doctor.deployed.EventRule;
import io.github.ecstaskretry.cli.doctor.deployed.Grant;
import io.github.ecstaskretry.cli.doctor.deployed.Invocation;
import io.github.ecstaskretry.cli.doctor.deployed.Reading;
import io.github.ecstaskretry.cli.doctor.deployed.RetryFunction;
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

    static List<Finding> taskStopped(Deployment deployment) {
        return new RuleCheck("rule for stops", "stopped tasks", LogicalIds.TASK_STOPPED_RULE, deployment)
                .findings(deployment.taskStopped());
    }

    static List<Finding> launchEnded(Deployment deployment) {
        return new RuleCheck("rule for launches", "launches that failed", LogicalIds.LAUNCH_ENDED_RULE, deployment)
                .findings(deployment.launchEnded());
    }

    private List<Finding> findings(Reading<EventRule> rule) {
        return Finding.of(
                part,
                rule,
                Finding.broken(
                        part,
                        "there is none: the function is not told of " + events,
                        Repair.absent(deployment.stack(), logicalId)),
                this::findings);
    }

    private List<Finding> findings(EventRule rule) {
        List<Finding> findings = new ArrayList<>();
        if (!rule.enabled()) {
            findings.add(Finding.broken(
                    part,
                    rule.name() + " is disabled: the function is not told of " + events,
                    "aws events enable-rule --name " + rule.name()));
        }
        findings.addAll(heard(rule));
        if (deployment.function() instanceof Reading.Found<RetryFunction>(RetryFunction function)) {
            findings.addAll(target(function, rule));
            findings.addAll(permission(function, rule));
        }
        return findings.isEmpty() ? List.of(Finding.ok(part, "enabled, and " + what())) : findings;
    }

    /** No more than what was looked at. */
    private String what() {
        return deployment.function() instanceof Reading.Found<RetryFunction>
                        && deployment.invocation() instanceof Reading.Found<Invocation>
                ? "hands " + events + " to the function"
                : "lets " + events + " through";
    }

    private List<Finding> heard(EventRule rule) {
        return told(
                rule.deaf(),
                "its pattern could not be tried",
                deaf -> deaf.stream()
                        .map(example ->
                                Finding.broken(part, rule.name() + " does not let through " + example, Repair.CHANGED))
                        .toList());
    }

    private List<Finding> target(RetryFunction function, EventRule rule) {
        return told(
                rule.targets(), "its targets could not be listed", targets -> target(function, rule.name(), targets));
    }

    /** The findings of what was asked about the rule; else that it is not known. */
    private <T> List<Finding> told(Reading<T> reading, String unknown, Function<T, List<Finding>> known) {
        return switch (reading) {
            case Reading.Found<T>(T value) -> known.apply(value);
            case Reading.Absent<T>() -> List.of(Finding.unknown(part, unknown));
            case Reading.Unknown<T>(String why, String fix) ->
                List.of(new Finding(part, Verdict.UNKNOWN, unknown + ": " + why, fix));
        };
    }

    private List<Finding> target(RetryFunction function, String rule, List<EventRule.Target> targets) {
        Optional<EventRule.Target> target = targets.stream()
                .filter(candidate -> candidate.arn().equals(function.arn()))
                .findFirst();
        if (target.isEmpty()) {
            return List.of(Finding.broken(part, rule + " does not have the function as its target", Repair.CHANGED));
        }
        return EventQueue.keeps(target.get().deadLetterArn(), deployment.deadLetters())
                ? List.of()
                : List.of(Finding.warning(
                        part,
                        "events that " + rule
                                + " cannot hand over for six hours are lost: they do not go to the dead-letter queue",
                        Repair.CHANGED));
    }

    private List<Finding> permission(RetryFunction function, EventRule rule) {
        return deployment.invocation() instanceof Reading.Found<Invocation>(Invocation invocation)
                        && invocation.grants().stream()
                                .noneMatch(grant -> grant.allows(Grant.EVENTS, INVOKE, rule.arn()))
                ? List.of(Finding.broken(
                        part,
                        "EventBridge may not call the function for " + rule.name(),
                        "aws lambda add-permission --function-name " + function.name()
                                + " --statement-id " + rule.name() + " --action " + INVOKE + " --principal "
                                + Grant.EVENTS + " --source-arn " + rule.arn()))
                : List.of();
    }
}
