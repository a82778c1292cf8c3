package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.NoticeTopic;
import java.util.List;

/** Somebody receives the notices. */
final class NoticesCheck {

    private NoticesCheck() {}

    static List<CheckResult> results(Deployment deployment) {
        CheckResults results = new CheckResults("notices");
        results.read(
                deployment.topic(),
                () -> results.broken(
                        "the topic does not exist: no outcome is announced",
                        Repair.absent(deployment.stack(), LogicalIds.TOPIC)),
                topic -> check(topic, results));
        return results.orOk(
                deployment.topic() instanceof Lookup.Found<NoticeTopic>(NoticeTopic topic)
                        ? CheckResults.counted(topic.confirmed(), "subscription", "subscriptions")
                        : "");
    }

    private static void check(NoticeTopic topic, CheckResults results) {
        if (topic.confirmed() == 0 && topic.pending() > 0) {
            results.warning(
                    "nobody receives the notices: "
                            + CheckResults.counted(topic.pending(), "subscription is", "subscriptions are")
                            + " not confirmed",
                    "aws sns list-subscriptions-by-topic --topic-arn " + topic.arn()
                            + " names them; follow the link that SNS has sent");
        } else if (topic.confirmed() == 0) {
            results.warning(
                    "nobody receives the notices",
                    "aws sns subscribe --topic-arn " + topic.arn()
                            + " --protocol email --notification-endpoint ADDRESS");
        }
    }
}
