package io.github.ecstaskretry.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptIdTest {

    @Test
    void theFirstAttemptIsNamedAfterItsTask() {
        TaskArn task = new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/0a1b2c");

        assertThat(AttemptId.first(task)).isEqualTo(new AttemptId("0a1b2c", 1));
    }

    @Test
    void theThreeNamesThatAwsKnows() {
        AttemptId attempt = new AttemptId("0a1b2c", 3);

        assertThat(attempt.startedBy()).isEqualTo("ecs-retry/0a1b2c/3");
        assertThat(attempt.launchName()).isEqualTo("0a1b2c-3");
        assertThat(attempt.next()).isEqualTo(new AttemptId("0a1b2c", 4));
    }

    @Property
    void startedByIsReadBackAsTheSameAttempt(
            @ForAll @StringLength(min = 1, max = 61) @Chars({'a', 'z', 'A', '0', '9', '-', '_'}) String jobId,
            @ForAll @IntRange(min = 1, max = AttemptId.MAX_NUMBER) int number) {
        AttemptId attempt = new AttemptId(jobId, number);

        assertThat(AttemptId.fromStartedBy(attempt.startedBy())).contains(attempt);
        assertThat(attempt.startedBy()).matches("[A-Za-z0-9/_-]{1,128}");
        assertThat(attempt.launchName()).matches("[A-Za-z0-9_-]{1,64}");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nightly",
                "ecs-svc/123",
                "ecs-retry/abc",
                "ecs-retry/abc/0",
                "ecs-retry/abc/51",
                "ecs-retry/abc/01",
                "ecs-retry/a b/2",
                "ecs-retry//2",
                "xecs-retry/abc/2",
                "ecs-retry/abc/2x"
            })
    void aTaskWithAnotherStartedByIsNotOurs(String startedBy) {
        assertThat(AttemptId.fromStartedBy(startedBy)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"job-2, job, 2", "a-b-c-50, a-b-c, 50", "a_1-1, a_1, 1"})
    void theNameOfALaunchIsReadBack(String name, String jobId, int number) {
        assertThat(AttemptId.fromLaunchName(name)).contains(new AttemptId(jobId, number));
        assertThat(new AttemptId(jobId, number).launchName()).isEqualTo(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "job", "job-", "-2", "job-0", "job-51", "job-02", "nightly job-2"})
    void anotherNameIsNotOurs(String name) {
        assertThat(AttemptId.fromLaunchName(name)).isEmpty();
    }

    @Test
    void refusesAnImpossibleAttempt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttemptId("a/b", 1))
                .withMessageContaining("a/b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttemptId("a", 0))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttemptId("a", 50).next())
                .withMessageContaining("51");
    }
}
