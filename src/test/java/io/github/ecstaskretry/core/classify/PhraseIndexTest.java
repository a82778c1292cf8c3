package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseIndexTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            denied            | pull access denied            | true
            denied            | arn:role/access-denied-fn     | false
            denied            | /srv/denied                   | false
            denied            | undenied                      | false
            denied            | denied: really                | true
            cannotpull*       | cannotpullecrcontainererror   | true
            cannotpull*       | xcannotpull                   | false
            *exception        | ecs.serverexception           | true
            *exception        | exceptional                   | false
            =agent            | agent                         | true
            =agent            | the agent                     | false
            resource:cpu      | resource:cpus                 | false
            connection reset  | connection refused            | false
            """)
    void aPhraseIsWholeWords(String phrase, String text, boolean found) {
        assertThat(found(phrase, text)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            executable file not found | exec: run: executable file not f | true
            executable file not found | exec: run: executable file not | false
            executable file not found | exec: run: executable file     | false
            executable file not found | executable file no, it is there | false
            rate exceeded             | rate exce                      | false
            *deniedexception          | api error accessdeniedexcept   | true
            =no active instances      | no active instanc              | false
            """)
    void aPhraseThatIsCutOffAtTheEndOfTheTextIsFoundWhenMostOfItIsThere(String phrase, String text, boolean found) {
        assertThat(found(phrase, text)).isEqualTo(found);
    }

    @Test
    void aPhraseThatCouldNeverBeFoundIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Phrase.parse("Access Denied"))
                .withMessage("the phrase 'Access Denied' can never be found; write 'access denied'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Phrase.parse("*"))
                .withMessage("a phrase must have words");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Phrase.parse("café"))
                .withMessage("the phrase 'café' must be ASCII");
    }

    /** Phrases that share beginnings and endings are where the automaton could go wrong. */
    @Property
    void itFindsWhatLookingForEachPhraseFinds(@ForAll("phrases") List<String> phrases, @ForAll("texts") String text) {
        Map<Phrase, BitSet> features = new HashMap<>();
        BitSet expected = new BitSet();
        for (int number = 0; number < phrases.size(); number++) {
            BitSet feature = new BitSet();
            feature.set(number);
            features.put(new Phrase(phrases.get(number), true, true, false), feature);
            expected.set(number, text.contains(phrases.get(number)));
        }

        assertThat(new PhraseIndex(features).find(text)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> phrases() {
        return Arbitraries.strings()
                .withChars("ab")
                .ofMinLength(1)
                .ofMaxLength(4)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abcé").ofMaxLength(20);
    }

    private static boolean found(String phrase, String text) {
        BitSet feature = new BitSet();
        feature.set(7);
        return new PhraseIndex(Map.of(Phrase.parse(phrase), feature)).find(text).get(7);
    }
}
