package io.github.ecstaskretry.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskArnTest {

    @Test
    void theIdIsTheLastSegmentInBothForms() {
        assertThat(new TaskArn("arn:aws:ecs:us-east-1:111122223333:task/prod/0a1b").taskId())
                .isEqualTo("0a1b");
        assertThat(new TaskArn("arn:aws:ecs:us-east-1:111122223333:task/0a1b-2c").taskId())
                .isEqualTo("0a1b-2c");
    }

    @Test
    void theRegionIsThatOfTheArn() {
        assertThat(new TaskArn("arn:aws-cn:ecs:cn-north-1:111122223333:task/prod/0a1b").region())
                .isEqualTo("cn-north-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a1b", "arn:aws:ecs:us-east-1:1:cluster/prod", "arn:aws:ecs:us-east-1:1:task/a/b/c"})
    void refusesAnArnThatIsNotATask(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskArn(text))
                .withMessageContaining("expected a task ARN");
    }
}
