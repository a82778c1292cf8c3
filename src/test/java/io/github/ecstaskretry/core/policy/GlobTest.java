package io.github.ecstaskretry.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "prod, prod, true",
        "prod, prod-1, false",
        "prod-*, prod-1, true",
        "prod-*, prod-, true",
        "*, anything, true",
        "*, '', true",
        "'', '', true",
        "'', x, false",
        "?, '', false",
        "?x, ax, true",
        "a*b*c, aXbYc, true",
        "a*b*c, acb, false",
        "Prod, prod, false",
        "a.c, abc, false",
        "'[x]', '[x]', true"
    })
    void matchesAnyRunWithAStarAndOneCharacterWithAQuestionMark(String glob, String text, boolean matches) {
        assertThat(new Glob(glob).matches(text)).isEqualTo(matches);
    }

    @Test
    void ignoresCaseOnlyOnRequest() {
        assertThat(new Glob("*Connection Reset*").matchesIgnoringCase("read: connection reset by peer"))
                .isTrue();
        assertThat(new Glob("*Connection Reset*").matches("read: connection reset by peer"))
                .isFalse();
    }

    @Property
    void matchesLikeTheSameRegularExpression(
            @ForAll @StringLength(max = 8) @Chars({'a', 'b', '*', '?', '.'}) String glob,
            @ForAll @StringLength(max = 10) @Chars({'a', 'b', '.'}) String text) {
        Pattern expression = Pattern.compile(glob.chars()
                .mapToObj(character -> switch (character) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(character));
                })
                .collect(Collectors.joining()));

        assertThat(new Glob(glob).matches(text))
                .isEqualTo(expression.matcher(text).matches());
    }
}
