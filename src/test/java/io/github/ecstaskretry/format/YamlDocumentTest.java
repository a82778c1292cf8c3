package io.github.ecstaskretry.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentTest {

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
    void findsALineByPath(String path, int line) {
        assertThat(new YamlDocument("p.yaml", FILE).line(path)).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "policies[0].rules[0].when.exitCode[0], 9",
        "policies[0].presets[0],                11",
        "policies[0].deadline,                  3",
        "policies[7].name,                      2",
        "nowhere,                               1",
    })
    void findsTheEnclosingLineOfAPathThatIsNotWritten(String path, int line) {
        assertThat(new YamlDocument("p.yaml", FILE).line(path)).isEqualTo(line);
    }

    @Test
    void knowsOnlyTheFirstLineOfATextThatIsNotYaml() {
        assertThat(new YamlDocument("p.yaml", "a: [").line("a")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a:\\n  family: *-nightly          | 2:11: a value that begins with * must be in quotes: \"*-nightly\"",
                "a: [b, *]                       | 1:8: a value that begins with * must be in quotes: \"*\"",
                "a: {b: *}                       | 1:8: a value that begins with * must be in quotes: \"*\"",
                "a:\\n  - *x                      | 2:5: a value that begins with * must be in quotes: \"*x\"",
                "a: @home                        | 1:4: a value that begins with @ must be in quotes",
                "a:\\n\\tb: 1                      | 2:1: a tab cannot indent a line; use spaces",
                "a:\\n  - b: 1\\n   c: 2            | 3:4: wrong indentation: the line begins with 3 spaces, and the levels above it with 0, 2, 4",
                "a:\\n  b: 1\\n     c: 2            | 3:7: wrong indentation: the line begins with 5 spaces, and the levels above it with 0, 2",
                "# x\\na:\\n\\n    b: 1\\n  c: 2       | 5:3: wrong indentation: the line begins with 2 spaces, and the levels above it with 0, 4",
                "a:\\n  - b: 1\\n  c: 2             | 3:3: a key of the list entry in line 2 must begin below the first key, not below its '-'",
                "a:\\n  b: 1\\n  - c               | 3:3: an entry of a list cannot follow the key in line 2: indent it deeper than the key of its list",
                "a: b: c                         | 1:5: a value that contains ': ' must be in quotes",
                "a:1\\nb: 2                       | 2:2: the line above needs a space after its colon",
                "{\"a\": [1, 2 \"b\": 3}            | 1:19: a comma is missing here, or the bracket opened in line 1 is not closed",
                "a: \"x\\nb: c                     | 2:5: the quote opened in line 1 is not closed",
                "{\\n  // mine\\n  \"a\": 1\\n}       | 2:3: JSON has no comments; remove this one, or write the file as YAML, where # begins a comment",
                "{\"a\": 1, /* one */ \"b\": : }     | 1:10: JSON has no comments; remove this one, or write the file as YAML, where # begins a comment",
            })
    void namesTheCureOfASyntaxMistake(String text, String problem) {
        assertThatThrownBy(() ->
                        new YamlDocument("p.yaml", text.replace("\\n", "\n").replace("\\t", "\t")).throwIfInvalid())
                .isInstanceOf(InvalidYamlException.class)
                .hasMessage("p.yaml:" + problem);
    }
}
