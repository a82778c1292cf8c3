package io.github.ecstaskretry.format.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.CatalogueEntry;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.ExitRange;
import io.github.ecstaskretry.core.classify.Phrase;
import io.github.ecstaskretry.core.classify.Recognition;
import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueYamlTest {

    private static final String HEAD = """
            version: 3
            groups:
              slow: [too late, late*]
              slower: [$slow, never]
            causes:
            """;

    private static final String TAIL = """
              - {id: succeeded, kind: success, summary: Done., advice: Nothing., source: "https://example.com"}
              - {id: unrecognised, kind: ambiguous, summary: What?, advice: Read., source: "https://example.com"}
            """;

    @Test
    void anEntryIsReadWithAllItsConditions() {
        Catalogue catalogue = CatalogueYaml.read(HEAD + """
                          - id: some-cause
                            kind: transient
                            vague: true
                            summary: It was late.
                            advice: Wait.
                            source: https://example.com/late
                            when:
                              - where: [task, container]
                                stopCode: [none, TaskFailedToStart]
                                launchType: FARGATE
                                exit: [1, 64..78, -5, none]
                                all: [$slower, =so]
                                any: ["*end"]
                                none: [begin]
                        """ + TAIL);

        assertThat(catalogue.version()).isEqualTo(3);
        assertThat(catalogue.ids()).containsExactly("some-cause", "succeeded", "unrecognised");
        CatalogueEntry entry = catalogue.entries().getFirst();
        assertThat(entry.vague()).isTrue();
        assertThat(entry.cause().kind()).isEqualTo(CauseKind.TRANSIENT);
        assertThat(entry.cause().summary()).isEqualTo("It was late.");
        assertThat(entry.cause().advice()).isEqualTo("Wait.");
        assertThat(entry.cause().source()).isEqualTo("https://example.com/late");
        assertThat(entry.when())
                .containsExactly(new Recognition(
                        Set.of(Place.TASK, Place.CONTAINER),
                        Set.of(StopCode.ABSENT, StopCode.TASK_FAILED_TO_START),
                        Set.of("FARGATE"),
                        List.of(
                                new ExitRange(1, 1, false),
                                new ExitRange(64, 78, false),
                                new ExitRange(-5, -5, false),
                                ExitRange.NONE),
                        List.of(
                                Set.of(Phrase.parse("too late"), Phrase.parse("late*"), Phrase.parse("never")),
                                Set.of(Phrase.parse("=so"))),
                        Set.of(Phrase.parse("*end")),
                        Set.of(Phrase.parse("begin"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: maybe                      | failure catalogue, line 7: entry some-cause, kind: unknown kind 'maybe'
            kind: transient, colour: red     | failure catalogue, line 7: entry some-cause, colour: unknown key; known are id, kind, summary, advice, source, vague, when
            kind: transient, vague: yes      | failure catalogue, line 7: entry some-cause, vague: must be true or false, found 'yes'
            kind: transient, kind: transient | failure catalogue, line 7: an entry: 'kind' is there twice
            kind: [transient]                | failure catalogue, line 7: entry some-cause: expected a single value
            kind: ''                         | failure catalogue, line 7: entry some-cause, kind: must not be empty
            vague: false                     | failure catalogue, line 6: entry some-cause, kind: is missing
            """)
    void whatIsWrongInAnEntryIsNamedWithItsLine(String fields, String message) {
        String entry = """
                  - {id: some-cause, summary: S., advice: A., source: "https://example.com",
                     %s}
                """.formatted(fields);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD + entry + TAIL))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            any: [$fast]             | entry some-cause, any: there is no fault or group 'fast' above
            any: [Loud]              | entry some-cause: the phrase 'Loud' can never be found; write 'loud'
            where: [moon]            | entry some-cause, where: known are task, container, launch; found 'moon'
            stopCode: Sleepy         | entry some-cause, stopCode: unknown stop code 'Sleepy'
            launchType: BOAT         | entry some-cause, launchType: known are EC2, EXTERNAL, FARGATE, MANAGED_INSTANCES; found 'BOAT'
            exit: 1-4                | entry some-cause, exit: expected a code, a range such as 64..78, or none; found '1-4'
            exit: 4..1               | entry some-cause: an exit code range runs upwards, found 4 to 1
            sometimes: x             | entry some-cause, sometimes: unknown key; known are where, stopCode, launchType, exit, all, any, none
            """)
    void whatIsWrongInAConditionIsNamedWithItsLine(String condition, String message) {
        String entry = """
                  - id: some-cause
                    kind: transient
                    summary: S.
                    advice: A.
                    source: https://example.com
                    when:
                      - {%s}
                """.formatted(condition);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD + entry + TAIL))
                .withMessage("failure catalogue, line 12: " + message);
    }

    @Test
    void aConditionThatAsksNothingIsRefused() {
        String entry = "  - {id: some-cause, kind: transient, summary: S., advice: A., source: s, when: [{}]}\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD + entry + TAIL))
                .withMessage("failure catalogue, line 6: entry some-cause: an empty condition recognises everything");
    }

    @Test
    void anIdIsLowerCaseWords() {
        String entry = "  - {id: Some cause, kind: transient, summary: S., advice: A., source: s}\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD + entry + TAIL))
                .withMessage(
                        "failure catalogue, line 6: entry Some cause, id: an id is lower-case words joined by hyphens");
    }

    @Test
    void whatIsNoCatalogueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(""))
                .withMessage("failure catalogue: empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read("a: [b"))
                .withMessageStartingWith("failure catalogue: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read("[a]"))
                .withMessage("failure catalogue, line 1: the catalogue must be a mapping");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD.replace("3", "three") + TAIL))
                .withMessage("failure catalogue, line 1: the catalogue, version: must be a number, found 'three'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read("version: 1\ngroups: {}\ncauses: []\n"))
                .withMessage(
                        "failure catalogue, line 1: the catalogue: the catalogue must have the cause 'succeeded' of kind success");
    }

    @Test
    void theBuiltInCatalogueCanBeRead() {
        assertThat(CatalogueYaml.builtIn().ids())
                .contains("image-not-found", "spot-interruption", "app-exit", "succeeded", "unrecognised");
        assertThat(CatalogueYaml.read(HEAD + TAIL).entries()).hasSize(2);
    }
}
