package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ecstaskretry.core.classify.Reading.Context;
import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {

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
    void isFoundOnlyAsWholeWords(String phrase, String text, boolean found) {
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
    void isFoundIfTheEndOfTheTextCutsItsLastWord(String phrase, String text, boolean found) {
        assertThat(found(phrase, text)).isEqualTo(found);
    }

    @Test
    void refusesAPhraseThatNoTextCanContain() {
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

    private static boolean found(String phrase, String text) {
        Context context = new Context(Place.TASK, null, StopCode.ABSENT, "", null);
        return Phrase.parse(phrase).isIn(new Reading(context, text, text, new ErrorCodes(List.of())));
    }
}
