package io.github.ecstaskretry.format;

import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.core.task.TaskArn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Links to the AWS console. They are empty in a partition whose console has an unknown address. */
public final class ConsoleLinks {

    private ConsoleLinks() {}

    /** The task's page; ECS keeps it for about an hour after the stop. */
    public static Optional<String> task(TaskArn task, String cluster) {
        return page(task, "clusters/" + cluster + "/tasks/" + task.taskId() + "/configuration");
    }

    /** The tasks of a cluster in the Region of one of its tasks. */
    public static Optional<String> cluster(TaskArn task, String cluster) {
        return page(task, "clusters/" + cluster + "/tasks");
    }

    /** The task definitions of a family in the Region of one of its tasks. */
    public static Optional<String> family(TaskArn task, String family) {
        return page(task, "task-definitions/" + family);
    }

    /** The task's logs in the ECS console, which shows them as long as ECS knows the task. */
    public static Optional<String> logs(TaskArn task, String cluster) {
        return page(task, "clusters/" + cluster + "/tasks/" + task.taskId() + "/logs");
    }

    /** A container's log stream in CloudWatch, which its log group may keep longer than ECS keeps the task. */
    public static Optional<String> logStream(ContainerLog log, TaskArn task) {
        return console(log.region(), task.arn())
                .map(console -> console + "/cloudwatch/home?region=" + log.region() + "#logsV2:log-groups/log-group/"
                        + twice(log.group()) + "/log-events/" + twice(log.stream(task.taskId())));
    }

    /** CloudWatch's console percent-encodes names twice, with a dollar sign for the second percent sign. */
    private static String twice(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%", "$25");
    }

    /** The page of a Step Functions execution. */
    public static Optional<String> execution(String executionArn) {
        return Arn.parse(executionArn)
                .flatMap(arn -> console(arn.region(), arn)
                        .map(console -> console + "/states/home?region=" + arn.region() + "#/v2/executions/details/"
                                + executionArn));
    }

    private static Optional<String> page(TaskArn task, String page) {
        return console(task.region(), task.arn())
                .map(console -> console + "/ecs/v2/" + page + "?region=" + task.region());
    }

    private static Optional<String> console(String region, Arn arn) {
        return switch (arn.partition()) {
            case "aws" -> Optional.of("https://" + region + ".console.aws.amazon.com");
            case "aws-cn" -> Optional.of("https://" + region + ".console.amazonaws.cn");
            case "aws-us-gov" -> Optional.of("https://" + region + ".console.amazonaws-us-gov.com");
            case "aws-eusc" -> Optional.of("https://" + region + ".console.amazonaws-eusc.eu");
            default -> Optional.empty();
        };
    }
}
