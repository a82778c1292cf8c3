package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Deployment;
import io.github.ecstaskretry.cli.doctor.deployed.EventQueue;
import io.github.ecstaskretry.cli.doctor.deployed.EventRule;
import io.github.ecstaskretry.cli.doctor.deployed.Grant;
import io.github.ecstaskretry.cli.doctor.deployed.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** No event waits for a person, and those that must can get there. */
final class DeadLetterQueueCheck {

    private static final String PART = "dead-letter queue";
    private static final String SEND = "sqs:SendMessage";

    private DeadLetterQueueCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.deadLetters(),
                Finding.broken(
                        PART,
                        "there is none: an event that cannot be handled is lost",
                        Repair.absent(deployment.stack(), LogicalIds.DEAD_LETTER_QUEUE)),
                queue -> findings(queue, deployment));
    }

    private static List<Finding> findings(EventQueue queue, Deployment deployment) {
        List<Finding> findings = new ArrayList<>();
        if (queue.messages() > 0) {
            findings.add(Finding.broken(
                    PART,
                    Finding.counted(queue.messages(), "event waits", "events wait")
                            + " there that nobody has decided on",
                    "cure the cause, which the function's log tells, then send them to the function again; "
                            + queue.url()));
        }
        Stream.of(deployment.taskStopped(), deployment.launchEnded())
                .flatMap(reading ->
                        reading instanceof Reading.Found<EventRule>(EventRule rule) ? Stream.of(rule) : Stream.empty())
                .filter(rule ->
                        queue.grants().stream().noneMatch(grant -> grant.allows(Grant.EVENTS, SEND, rule.arn())))
                .map(rule -> Finding.warning(
                        PART,
                        "the rule " + rule.name() + " may not send to it: what it cannot hand over is lost",
                        "the queue's policy has lost its permission: " + Repair.CHANGED))
                .forEach(findings::add);
        return findings.isEmpty() ? List.of(Finding.ok(PART, "empty")) : findings;
    }
}
