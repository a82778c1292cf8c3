package io.github.ecstaskretry.doctor;

import java.util.List;

/** Somebody gets the notices. */
final class NoticesCheck {

    private static final String PART = "notices";

    private NoticesCheck() {}

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.topic(),
                Finding.broken(PART, "there is no topic: no end is announced", "'sam deploy' makes it"),
                topic -> List.of(finding(topic)));
    }

    private static Finding finding(NoticeTopic topic) {
        if (topic.confirmed() > 0) {
            return Finding.ok(PART, topic.confirmed() + (topic.confirmed() == 1 ? " subscription" : " subscriptions"));
        }
        if (topic.pending() > 0) {
            return Finding.warning(
                    PART,
                    "nobody gets them: " + topic.pending() + " not confirmed",
                    "follow the link in the mail that SNS sent to the address");
        }
        return Finding.warning(
                PART,
                "nobody gets them",
                "aws sns subscribe --topic-arn " + topic.arn() + " --protocol email --notification-endpoint ADDRESS");
    }
}
