package io.github.ecstaskretry.testkit.standin.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ecstaskretry.testkit.standin.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {

    @ParameterizedTest(name = "{0} {2} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"state":["running"]}                                  | {"state":"running"}          | true
            {"state":["running"]}                                  | {"state":"stopped"}          | false
            {"state":["running","stopped"]}                        | {"state":"stopped"}          | true
            {"state":["running"]}                                  | {}                           | false
            {"resources":["a"]}                                    | {"resources":["b","a"]}      | true
            {"detail":{"state":["running"],"size":[1]}}            | {"detail":{"state":"running","size":1}} | true
            {"detail":{"state":["running"],"size":[1]}}            | {"detail":{"state":"running","size":2}} | false
            {"state":[{"prefix":"run"}]}                           | {"state":"running"}          | true
            {"state":[{"prefix":"run"}]}                           | {"state":"stopped"}          | false
            {"state":[{"exists":true}]}                            | {}                           | false
            {"state":[{"exists":false}]}                           | {}                           | true
            {"state":[{"exists":false}]}                           | {"state":"running"}          | false
            {"state":[{"anything-but":"running"}]}                 | {"state":"stopped"}          | true
            {"state":[{"anything-but":"running"}]}                 | {"state":"running"}          | false
            {"state":[{"anything-but":["running","stopped"]}]}     | {"state":"stopped"}          | false
            {"state":[{"anything-but":"running"}]}                 | {}                           | false
            {"state":[{"anything-but":{"prefix":"run"}}]}          | {"state":"running"}          | false
            {"state":[{"anything-but":{"prefix":["run","stop"]}}]} | {"state":"stopped"}          | false
            {"state":[{"anything-but":{"prefix":["run","stop"]}}]} | {"state":"new"}              | true
            """)
    void aPatternMatchesAsOnEventBridge(String pattern, String event, boolean matches) {
        assertThat(EventPattern.matches(Json.read(pattern), Json.read(event))).isEqualTo(matches);
    }

    @Test
    void anUnimplementedOperatorFailsInsteadOfNotMatching() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventPattern.matches(
                        Json.read("{\"size\":[{\"numeric\":[\">\",1]}]}"), Json.read("{\"size\":2}")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventPattern.matches(
                        Json.read("{\"a\":[{\"anything-but\":{\"suffix\":\"x\"}}]}"), Json.read("{\"a\":\"b\"}")));
    }
}
