package io.github.ecstaskretry.cli.ask.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.policy.Glob;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobSetsTest {

    @ParameterizedTest
    @CsvSource({
        "*,       prod-*,   true",
        "prod-*,  prod-eu,  true",
        "prod-*,  prod-e*,  true",
        "prod-e*, prod-*,   false",
        "a?,      ab,       true",
        "a?,      a*,       false",
        "a*,      a?,       true",
        "'',      a,        true",
        "a,       '',       false",
        "a b,     a,        true",
        "a,       a b,      false",
    })
    void findsWhetherAListCoversAnother(String wide, String narrow, boolean covers) {
        assertThat(GlobSets.covers(globs(wide), globs(narrow))).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource({
        "prod-*,  *-eu,    true",
        "prod-*,  test-*,  false",
        "a?c,     ab*,     true",
        "'',      a,       true",
        "a b,     b c,     true",
        "a*z,     a*y,     false",
    })
    void findsWhetherATextCanMatchBothLists(String left, String right, boolean meet) {
        assertThat(GlobSets.meet(globs(left), globs(right))).isEqualTo(meet);
        assertThat(GlobSets.meet(globs(right), globs(left))).isEqualTo(meet);
    }

    @Property
    void coversOnlyGlobsWhoseTextsItMatches(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 5) String wide,
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 5) String narrow,
            @ForAll @Chars({'a', 'b'}) @StringLength(max = 6) String text) {
        if (GlobSets.covers(new Glob(wide), new Glob(narrow)) && new Glob(narrow).matches(text)) {
            assertThat(new Glob(wide).matches(text)).isTrue();
        }
    }

    @Property
    void meetsAGlobThatMatchesTheSameText(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 5) String left,
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 5) String right,
            @ForAll @Chars({'a', 'b'}) @StringLength(max = 6) String text) {
        if (new Glob(left).matches(text) && new Glob(right).matches(text)) {
            assertThat(GlobSets.meet(new Glob(left), new Glob(right))).isTrue();
        }
    }

    private static List<Glob> globs(String text) {
        return Arrays.stream(text.split(" "))
                .filter(pattern -> !pattern.isEmpty())
                .map(Glob::new)
                .toList();
    }
}
