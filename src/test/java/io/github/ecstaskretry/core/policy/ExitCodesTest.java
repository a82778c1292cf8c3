package io.github.ecstaskretry.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodesTest {

    private static final ExitCodes CODES =
            new ExitCodes(List.of(new NumberRange(2, 2), new NumberRange(64, 78)), false);

    @Test
    void includesBothEndsOfARange() {
        assertThat(CODES.contains(2L)).isTrue();
        assertThat(CODES.contains(64L)).isTrue();
        assertThat(CODES.contains(78L)).isTrue();
        assertThat(CODES.contains(63L)).isFalse();
        assertThat(CODES.contains(79L)).isFalse();
    }

    @Test
    void includesAMissingCodeOnlyIfAsked() {
        assertThat(CODES.contains(null)).isFalse();
        assertThat(new ExitCodes(List.of(), true).contains(null)).isTrue();
        assertThat(new ExitCodes(List.of(), true).contains(0L)).isFalse();
    }

    @Test
    void refusesAnImpossibleRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberRange(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new NumberRange(-1, 2));
    }

    @Test
    void printsARangeAsAPolicyWritesIt() {
        assertThat(new NumberRange(2, 2)).hasToString("2");
        assertThat(new NumberRange(64, 78)).hasToString("64-78");
    }

    @Test
    void knowsBothFormsOfAWindowsCode() {
        ExitCodes accessViolation = new ExitCodes(List.of(new NumberRange(0xC0000005L, 0xC0000005L)), false);

        assertThat(accessViolation.contains(-1073741819L)).isTrue();
        assertThat(accessViolation.contains(3221225477L)).isTrue();
        assertThat(accessViolation.contains(-1L)).isFalse();
        assertThat(ExitCodes.unsigned(-1)).isEqualTo(ExitCodes.MAX);
        assertThat(ExitCodes.unsigned(Integer.MIN_VALUE - 1L)).isNegative();
    }
}
