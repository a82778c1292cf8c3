package io.github.ecstaskretry.format;

import io.github.ecstaskretry.core.task.TaskArn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a person looks on in the AWS console. Empty in a partition whose console's address is not known here. */
public final class ConsoleLinks {

    private ConsoleLinks() {}

    /** The task's page; ECS keeps it for about an hour after the stop. */
    public static Optional<String> task(TaskArn task, String cluster) {
        return page(task, cluster, "configuration");
    }

    /** The task's logs as the ECS console shows them for as long as ECS knows the task, whatever the log group. */
    public static Optional<String> logs(TaskArn task, String cluster) {
        return page(task, cluster, "logs");
    }

    /** A container's log stream, which stays for as long as its group keeps it. */
    public static Optional<String> logStream(ContainerLog log, TaskArn task) {
        return console(log.region(), task.value())
                .map(console -> console + "/cloudwatch/home?region=" + log.region() + "#logsV2:log-groups/log-group/"
                        + twice(log.group()) + "/log-events/" + twice(log.stream(task.taskId())));
    }

    /** As CloudWatch's console writes names: percent-encoded twice, with a dollar for the second percent sign. */
    private static String twice(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%", "$25");
    }

    /** A Step Functions execution's page. */
    public static Optional<String> execution(String executionArn) {
        String region = executionArn.split(":", 5)[3];
        return console(region, executionArn)
                .map(console -> console + "/states/home?region=" + region + "#/v2/executions/details/" + executionArn);
    }

    private static Optional<String> page(TaskArn task, String cluster, String tab) {
        String region = task.region();
        return console(region, task.value())
                .map(console -> console + "/ecs/v2/clusters/" + cluster + "/tasks/" + task.taskId() + "/" + tab
                        + "?region=" + region);
    }

    /** By the ARN's partition. */
    private static Optional<String> console(String region, String arn) {
        return switch (arn.split(":", 3)[1]) {
            case "aws" -> Optional.of("https://" + region + ".console.aws.amazon.com");
            case "aws-cn" -> Optional.of("https://" + region + ".console.amazonaws.cn");
            case "aws-us-gov" -> Optional.of("https://" + region + ".console.amazonaws-us-gov.com");
            case "aws-eusc" -> Optional.of("https://" + region + ".console.amazonaws-eusc.eu");
            default -> Optional.empty();
        };
    }
}
