package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Deployment.ServiceGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** No event waits for a person, and those that must can get there. */
final class DeadLetterQueueCheck {

    private static final String PART = "dead-letter queue";
    private static final String SEND = "sqs:SendMessage";

    private DeadLetterQueueCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        return CheckResult.of(
                PART,
                deployment.deadLetters(),
                CheckResult.broken(
                        PART,
                        "there is none: an event that cannot be handled is lost",
                        Repair.absent(deployment.stack(), LogicalIds.DEAD_LETTER_QUEUE)),
                queue -> findings(queue, deployment));
    }

    private static List<CheckResult> findings(EventQueue queue, Deployment deployment) {
        List<CheckResult> findings = new ArrayList<>();
        if (queue.messages() > 0) {
            findings.add(CheckResult.broken(
                    PART,
                    CheckResult.counted(queue.messages(), "event waits", "events wait")
                            + " there that nobody has decided on",
                    "cure the cause, which the function's log tells, then send them to the function again; "
                            + queue.url()));
        }
        Stream.of(deployment.taskStopped(), deployment.launchEnded())
                .flatMap(reading ->
                        reading instanceof Reading.Found<EventRule>(EventRule rule) ? Stream.of(rule) : Stream.empty())
                .filter(rule ->
                        queue.grants().stream().noneMatch(grant -> grant.allows(ServiceGrant.EVENTS, SEND, rule.arn())))
                .map(rule -> CheckResult.warning(
                        PART,
                        "the rule " + rule.name() + " may not send to it: what it cannot hand over is lost",
                        "the queue's policy has lost its permission: " + Repair.CHANGED))
                .forEach(findings::add);
        return findings.isEmpty() ? List.of(CheckResult.ok(PART, "empty")) : findings;
    }
}
