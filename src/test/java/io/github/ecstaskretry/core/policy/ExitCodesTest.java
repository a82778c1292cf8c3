package io.github.ecstaskretry.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ecstaskretry.core.policy.ExitCodes.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodesTest {

    private static final ExitCodes CODES = new ExitCodes(List.of(new Range(2, 2), new Range(64, 78)), false);

    @Test
    void bothEndsOfARangeBelongToIt() {
        assertThat(CODES.contains(2L)).isTrue();
        assertThat(CODES.contains(64L)).isTrue();
        assertThat(CODES.contains(78L)).isTrue();
        assertThat(CODES.contains(63L)).isFalse();
        assertThat(CODES.contains(79L)).isFalse();
    }

    @Test
    void aMissingCodeBelongsOnlyWhereAsked() {
        assertThat(CODES.contains(null)).isFalse();
        assertThat(new ExitCodes(List.of(), true).contains(null)).isTrue();
        assertThat(new ExitCodes(List.of(), true).contains(0L)).isFalse();
    }

    @Test
    void whatIsNoRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(-1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Range(0, ExitCodes.MAX + 1));
    }

    @Test
    void readsAsItIsWritten() {
        assertThat(new Range(2, 2)).hasToString("2");
        assertThat(new Range(64, 78)).hasToString("64-78");
    }
}
