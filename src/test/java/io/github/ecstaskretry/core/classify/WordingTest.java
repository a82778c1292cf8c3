package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~  Two\t\t words \n~                    | two words
            The task can’t pull                    | the task can't pull
            The task can\\\\u2019t pull              | the task can't pull
            exec: \\\\\\\\\\"run\\\\\\\\\\": not found       | exec: run: not found
            cut here...                            | cut here
            cut here …                             | cut here
            one\\\\ntwo                              | one two
            {"Reason":"AGENT"}                     | {reason:agent}
            """)
    void removesTheVaryingParts(String text, String normal) {
        assertThat(Wording.normalise(text)).isEqualTo(normal);
    }

    @Property
    void keepsTheNormalForm(@ForAll String text) {
        String once = Wording.normalise(text);

        assertThat(Wording.normalise(once)).isEqualTo(once);
    }
}
