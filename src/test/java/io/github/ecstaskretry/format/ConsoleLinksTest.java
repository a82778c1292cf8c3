package io.github.ecstaskretry.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.task.TaskArn;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleLinksTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    private static TaskArn task(String partition, String region) {
        return new TaskArn("arn:" + partition + ":ecs:" + region + ":111122223333:task/prod/" + ID);
    }

    private static String execution(String partition, String region) {
        return "arn:" + partition + ":states:" + region + ":111122223333:execution:wait-and-run:" + ID + "-2";
    }

    @ParameterizedTest
    @CsvSource({
        "aws, eu-west-1, https://eu-west-1.console.aws.amazon.com/",
        "aws-cn, cn-north-1, https://cn-north-1.console.amazonaws.cn/",
        "aws-us-gov, us-gov-west-1, https://us-gov-west-1.console.amazonaws-us-gov.com/",
        "aws-eusc, eusc-de-east-1, https://eusc-de-east-1.console.amazonaws-eusc.eu/"
    })
    void usesTheConsoleOfThePartition(String partition, String region, String console) {
        assertThat(ConsoleLinks.task(task(partition, region), "prod")).hasValueSatisfying(isOf(console));
        assertThat(ConsoleLinks.family(task(partition, region), "etl")).hasValueSatisfying(isOf(console));
        assertThat(ConsoleLinks.cluster(task(partition, region), "prod")).hasValueSatisfying(isOf(console));
        assertThat(ConsoleLinks.logs(task(partition, region), "prod")).hasValueSatisfying(isOf(console));
        assertThat(ConsoleLinks.execution(execution(partition, region))).hasValueSatisfying(isOf(console));
    }

    private static Consumer<String> isOf(String console) {
        return link -> assertThat(link).startsWith(console);
    }

    /** The isolated partitions: no link is better than one that leads elsewhere. */
    @Test
    void givesNoLinkForAnUnknownConsole() {
        TaskArn task = task("aws-iso", "us-iso-east-1");

        assertThat(ConsoleLinks.task(task, "prod")).isEmpty();
        assertThat(ConsoleLinks.logs(task, "prod")).isEmpty();
        assertThat(ConsoleLinks.logStream(new ContainerLog("app", "us-iso-east-1", "/ecs/etl", "etl"), task))
                .isEmpty();
        assertThat(ConsoleLinks.execution(execution("aws-iso", "us-iso-east-1")))
                .isEmpty();
    }
}
