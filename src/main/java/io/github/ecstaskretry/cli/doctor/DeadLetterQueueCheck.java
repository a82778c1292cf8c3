package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Deployment.ServiceGrant;
import java.util.List;
import java.util.stream.Stream;

/** The dead-letter queue is empty, and the rules may send to it. */
final class DeadLetterQueueCheck {

    private DeadLetterQueueCheck() {}

    static List<CheckResult> results(Deployment deployment) {
        CheckResults results = new CheckResults("dead-letter queue");
        results.read(
                deployment.deadLetters(),
                () -> results.broken(
                        "the queue does not exist: an event that fails is lost",
                        Repair.absent(deployment.stack(), LogicalIds.DEAD_LETTER_QUEUE)),
                queue -> check(queue, deployment, results));
        return results.orOk("empty");
    }

    private static void check(EventQueue queue, Deployment deployment, CheckResults results) {
        if (queue.messages() > 0) {
            results.broken(
                    CheckResults.counted(queue.messages(), "event waits", "events wait") + " there undecided",
                    "fix the cause, which is in the function's log, then send them to the function again; "
                            + queue.url());
        }
        Stream.of(deployment.taskStopped(), deployment.launchEnded())
                .flatMap(reading ->
                        reading instanceof Lookup.Found<EventRule>(EventRule rule) ? Stream.of(rule) : Stream.empty())
                .filter(rule -> queue.grants().stream()
                        .noneMatch(grant -> grant.allows(ServiceGrant.EVENTS, "sqs:SendMessage", rule.arn())))
                .forEach(rule -> results.warning(
                        "the rule " + rule.name() + " may not send to it: an event that it cannot hand over is lost",
                        "the queue's policy has lost its permission: " + Repair.CHANGED));
    }
}
