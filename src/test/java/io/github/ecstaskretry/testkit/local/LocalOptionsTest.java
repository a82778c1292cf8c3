package io.github.ecstaskretry.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalOptionsTest {

    @Test
    void runsTheStoryOnceOnAnyFreePortWithoutArguments() {
        assertThat(LocalOptions.parse(List.of()))
                .isEqualTo(new LocalOptions(false, false, 0, JavaRuntime.ofThisSystem()));
    }

    @Test
    void everyArgumentIsRead() {
        assertThat(LocalOptions.parse(List.of("--stay", "--port", "4566", "--loop")))
                .isEqualTo(new LocalOptions(false, true, 4566, JavaRuntime.LOOP));
        assertThat(LocalOptions.parse(List.of("--help")).help()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "http", ""})
    void refusesAnInvalidPort(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalOptions.parse(List.of("--port", port)))
                .withMessageStartingWith("--port: expected a port from 0 to 65535");
    }

    @Test
    void namesTheUnknownAndTheKnownValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalOptions.parse(List.of("--sty")))
                .withMessage("unknown argument '--sty'; there are --stay, --port, --loop and --help");
    }
}
