package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyLinesTest {

    private static final String FILE = """
            version: 1
            policies:
              - name: a
                match:
                  cluster: [prod-*,
                            test-*]
                rules:
                  - name: r
                    when: {exitCode: 1}
                    then: retry
                presets: spot
            """;

    @ParameterizedTest
    @CsvSource({
        "policies,                      2",
        "policies[0],                   3",
        "policies[0].match.cluster,     5",
        "policies[0].match.cluster[1],  6",
        "policies[0].rules[0],          8",
        "policies[0].rules[0].when,     9",
        "policies[0].presets,           11",
    })
    void aPlaceIsFoundByItsPath(String path, int line) {
        assertThat(PolicyLines.of(FILE).line(path)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "policies[0].rules[0].when.exitCode[0], 9",
        "policies[0].presets[0],                11",
        "policies[0].deadline,                  3",
        "policies[7].name,                      2",
        "nowhere,                               1",
    })
    void whatIsNotWrittenIsFoundByWhatEnclosesIt(String path, int line) {
        assertThat(PolicyLines.of(FILE).line(path)).isEqualTo(line);
    }

    @Test
    void whatCannotBeParsedHasOnlyItsFirstLine() {
        assertThat(PolicyLines.of("a: [").line("a")).isEqualTo(1);
    }
}
