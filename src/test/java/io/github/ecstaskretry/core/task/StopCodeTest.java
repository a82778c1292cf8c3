package io.github.ecstaskretry.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopCodeTest {

    @Test
    void everyCodeIsFoundByItsText() {
        for (StopCode code : StopCode.values()) {
            if (!code.text().isEmpty()) {
                assertThat(StopCode.of(code.text())).isEqualTo(code);
            }
        }
    }

    @Test
    void acceptsUnknownStopCodes() {
        assertThat(StopCode.of("SomethingNew")).isEqualTo(StopCode.UNRECOGNISED);
        assertThat(StopCode.of(null)).isEqualTo(StopCode.ABSENT);
        assertThat(StopCode.of("")).isEqualTo(StopCode.ABSENT);
    }
}
