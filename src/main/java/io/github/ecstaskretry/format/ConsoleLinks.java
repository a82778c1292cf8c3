package io.github.ecstaskretry.format;

import io.github.ecstaskretry.audit.ContainerLog;
import io.github.ecstaskretry.job.TaskArn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a person looks on in the AWS console. */
public final class ConsoleLinks {

    private ConsoleLinks() {}

    /** The task's page; ECS keeps it for about an hour after the stop. */
    public static String task(TaskArn task, String cluster) {
        return page(task, cluster, "configuration");
    }

    /** The task's logs as the ECS console shows them for as long as ECS knows the task, whatever the log group. */
    public static String logs(TaskArn task, String cluster) {
        return page(task, cluster, "logs");
    }

    /** A container's log stream, which stays for as long as its group keeps it. */
    public static String logStream(ContainerLog log, TaskArn task) {
        return "https://" + log.region() + "." + host(task.value()) + "/cloudwatch/home?region=" + log.region()
                + "#logsV2:log-groups/log-group/" + twice(log.group()) + "/log-events/"
                + twice(log.stream(task.taskId()));
    }

    /** As CloudWatch's console writes names: percent-encoded twice, with a dollar for the second percent sign. */
    private static String twice(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%", "$25");
    }

    /** A Step Functions execution's page. */
    public static String execution(String executionArn) {
        String region = executionArn.split(":", 5)[3];
        return "https://" + region + "." + host(executionArn) + "/states/home?region=" + region
                + "#/v2/executions/details/" + executionArn;
    }

    private static String page(TaskArn task, String cluster, String tab) {
        String region = task.region();
        return "https://" + region + "." + host(task.value()) + "/ecs/v2/clusters/" + cluster + "/tasks/"
                + task.taskId() + "/" + tab + "?region=" + region;
    }

    private static String host(String arn) {
        return switch (arn.split(":", 3)[1]) {
            case "aws-cn" -> "console.amazonaws.cn";
            case "aws-us-gov" -> "console.amazonaws-us-gov.com";
            default -> "console.aws.amazon.com";
        };
    }
}
