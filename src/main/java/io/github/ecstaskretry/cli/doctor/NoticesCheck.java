package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Deployment;
import io.github.ecstaskretry.cli.doctor.deployed.NoticeTopic;
import java.util.List;

/** Somebody gets the notices. */
final class NoticesCheck {

    private static final String PART = "notices";

    private NoticesCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.topic(),
                Finding.broken(
                        PART,
                        "there is no topic: no end is announced",
                        Repair.absent(deployment.stack(), LogicalIds.TOPIC)),
                topic -> List.of(finding(topic)));
    }

    private static Finding finding(NoticeTopic topic) {
        if (topic.confirmed() > 0) {
            return Finding.ok(PART, Finding.counted(topic.confirmed(), "subscription", "subscriptions"));
        }
        if (topic.pending() > 0) {
            return Finding.warning(
                    PART,
                    "nobody gets them: "
                            + Finding.counted(topic.pending(), "subscription is", "subscriptions are")
                            + " not confirmed",
                    "aws sns list-subscriptions-by-topic --topic-arn " + topic.arn()
                            + " names them; SNS has sent a link to follow");
        }
        return Finding.warning(
                PART,
                "nobody gets them",
                "aws sns subscribe --topic-arn " + topic.arn() + " --protocol email --notification-endpoint ADDRESS");
    }
}
