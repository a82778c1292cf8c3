package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.NoticeTopic;
import java.util.List;

/** Somebody gets the notices. */
final class NoticesCheck {

    private static final String PART = "notices";

    private NoticesCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        return CheckResult.of(
                PART,
                deployment.topic(),
                CheckResult.broken(
                        PART,
                        "there is no topic: no end is announced",
                        Repair.absent(deployment.stack(), LogicalIds.TOPIC)),
                topic -> List.of(finding(topic)));
    }

    private static CheckResult finding(NoticeTopic topic) {
        if (topic.confirmed() > 0) {
            return CheckResult.ok(PART, CheckResult.counted(topic.confirmed(), "subscription", "subscriptions"));
        }
        if (topic.pending() > 0) {
            return CheckResult.warning(
                    PART,
                    "nobody gets them: "
                            + CheckResult.counted(topic.pending(), "subscription is", "subscriptions are")
                            + " not confirmed",
                    "aws sns list-subscriptions-by-topic --topic-arn " + topic.arn()
                            + " names them; SNS has sent a link to follow");
        }
        return CheckResult.warning(
                PART,
                "nobody gets them",
                "aws sns subscribe --topic-arn " + topic.arn() + " --protocol email --notification-endpoint ADDRESS");
    }
}
