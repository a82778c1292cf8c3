package io.github.ecstaskretry.format;

import io.github.ecstaskretry.decide.RecordedAttempt;

/** Where a person looks on in the AWS console. */
final class ConsoleLinks {

    private ConsoleLinks() {}

    /** The task's page; ECS keeps it for about an hour after the stop. */
    static String task(RecordedAttempt.Subject subject) {
        String region = subject.taskArn().region();
        return "https://" + region + "." + host(subject.taskArn().value()) + "/ecs/v2/clusters/" + subject.cluster()
                + "/tasks/" + subject.taskArn().taskId() + "/configuration?region=" + region;
    }

    /** The task's logs as the ECS console shows them, whatever the log group: the event does not tell it. */
    static String logs(RecordedAttempt.Subject subject) {
        String region = subject.taskArn().region();
        return "https://" + region + "." + host(subject.taskArn().value()) + "/ecs/v2/clusters/" + subject.cluster()
                + "/tasks/" + subject.taskArn().taskId() + "/logs?region=" + region;
    }

    private static String host(String arn) {
        return switch (arn.split(":", 3)[1]) {
            case "aws-cn" -> "console.amazonaws.cn";
            case "aws-us-gov" -> "console.amazonaws-us-gov.com";
            default -> "console.aws.amazon.com";
        };
    }
}
