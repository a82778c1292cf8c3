package io.github.ecstaskretry.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ecs:eu-west-1:111122223333:cluster/prod, cluster, prod, prod",
        "arn:aws:ecs:eu-west-1:111122223333:task/prod/0123abcd, task, prod/0123abcd, 0123abcd",
        "arn:aws:ecs:eu-west-1:111122223333:task-definition/etl:7, task-definition, etl:7, etl:7",
        "arn:aws-cn:states:cn-north-1:111122223333:execution:wait-and-run:job-2, execution, wait-and-run:job-2, job-2",
        "arn:aws:sns:eu-west-1:111122223333:my-topic, '', my-topic, my-topic",
        "arn:aws:s3:::my-bucket, '', my-bucket, my-bucket"
    })
    void splitsTheResource(String text, String type, String id, String name) {
        Arn arn = Arn.of(text);

        assertThat(arn.resourceType()).isEqualTo(type);
        assertThat(arn.resourceId()).isEqualTo(id);
        assertThat(arn.name()).isEqualTo(name);
        assertThat(arn).hasToString(text);
    }

    @Test
    void splitsTheOtherParts() {
        assertThat(Arn.of("arn:aws-us-gov:ecs:us-gov-west-1:111122223333:cluster/prod"))
                .isEqualTo(new Arn("aws-us-gov", "ecs", "us-gov-west-1", "111122223333", "cluster/prod"));
    }

    @Test
    void namesAnotherResourceOfTheSameAccount() {
        assertThat(Arn.of("arn:aws:ecs:eu-west-1:111122223333:cluster/prod").beside("ecs", "task/prod/1"))
                .hasToString("arn:aws:ecs:eu-west-1:111122223333:task/prod/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "prod",
                "arn:aws:ecs",
                "arn:aws:ecs:eu-west-1:111122223333:",
                "arn:::::x",
                "an:aws:ecs:::x",
                "arn:aws:ecs:eu west-1::x",
                "arn:aws:ecs::: x"
            })
    void refusesATextThatIsNotAnArn(String text) {
        assertThat(Arn.parse(text)).isEmpty();
        assertThatThrownBy(() -> Arn.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
