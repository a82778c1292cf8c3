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

    private static final String FILE = "failure-catalogue.yaml:";

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
    void readsAnEntryWithAllItsConditions() {
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
            kind: maybe                      | 7:12: causes[0].kind: expected one of ambiguous, intentional, permanent, success, transient; found 'maybe'
            kind: transient, colour: red     | 7:23: causes[0].colour: unknown key; known are id, kind, summary, advice, source, vague, when
            kind: transient, vague: yes      | 7:30: causes[0].vague: expected one of false, true; found 'yes'
            kind: transient, kind: transient | 7:23: causes[0].kind: the key is written twice
            kind: [transient]                | 7:12: causes[0].kind: expected one of ambiguous, intentional, permanent, success, transient; found a list
            kind: ''                         | 7:12: causes[0].kind: expected one of ambiguous, intentional, permanent, success, transient; found nothing
            vague: false                     | 6:5: causes[0].kind: is missing: expected a kind such as transient
            """)
    void namesTheLineOfAMistakeInAnEntry(String fields, String message) {
        String entry = """
                  - {id: some-cause, summary: S., advice: A., source: "https://example.com",
                     %s}
                """.formatted(fields);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD + entry + TAIL))
                .withMessage(FILE + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            any: [$fast]             | 16: causes[0].when[0].any[0]: there is no fault or group 'fast' above
            any: [Loud]              | 16: causes[0].when[0].any[0]: the phrase 'Loud' can never be found; write 'loud'
            where: [moon]            | 18: causes[0].when[0].where[0]: expected one of container, launch, task; found 'moon'
            stopCode: Sleepy         | 20: causes[0].when[0].stopCode: expected one of EssentialContainerExited, InfrastructureHealth, ServiceSchedulerInitiated, SpotInterruption, TaskFailedToStart, TerminationNotice, UserInitiated, none; found 'Sleepy'
            launchType: BOAT         | 22: causes[0].when[0].launchType: expected one of EC2, EXTERNAL, FARGATE, MANAGED_INSTANCES; found 'BOAT'
            exit: 1-4                | 16: causes[0].when[0].exit: expected a code, a range such as 64..78, or none; found '1-4'
            exit: 4..1               | 16: causes[0].when[0].exit: an exit code range runs upwards, found 4 to 1
            sometimes: x             | 10: causes[0].when[0].sometimes: unknown key; known are where, stopCode, launchType, exit, all, any, none
            """)
    void namesTheLineOfAMistakeInACondition(String condition, String message) {
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
                .withMessage(FILE + "12:" + message);
    }

    @Test
    void refusesAConditionWithoutKeys() {
        String entry = "  - {id: some-cause, kind: transient, summary: S., advice: A., source: s, when: [{}]}\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD + entry + TAIL))
                .withMessage(FILE + "6:82: causes[0].when[0]: an empty condition recognises everything");
    }

    @Test
    void acceptsOnlyLowerCaseWordsAsAnId() {
        String entry = "  - {id: Some cause, kind: transient, summary: S., advice: A., source: s}\n";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD + entry + TAIL))
                .withMessage(
                        FILE + "6:10: causes[0].id: expected lower-case words joined by hyphens; found 'Some cause'");
    }

    @Test
    void refusesATextThatIsNotACatalogue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(""))
                .withMessage(FILE + "1:1: the file is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read("a: [b"))
                .withMessage(FILE + "1:6: a comma is missing here, or the bracket opened in line 1 is not closed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read("[a]"))
                .withMessage(
                        FILE + "1:1: expected a mapping with the keys version, faults, groups, causes; found a list\n"
                                + FILE + "1:1: version: is missing: expected a whole number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read(HEAD.replace("3", "three") + TAIL))
                .withMessage(FILE + "1:10: version: expected a whole number from 1 to 9999; found 'three'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CatalogueYaml.read("version: 1\ngroups: {}\ncauses: []\n"))
                .withMessage("the catalogue must have the cause 'succeeded' of kind success");
    }

    @Test
    void readsTheBuiltInCatalogue() {
        assertThat(CatalogueYaml.builtIn().ids())
                .contains("image-not-found", "spot-interruption", "app-exit", "succeeded", "unrecognised");
        assertThat(CatalogueYaml.read(HEAD + TAIL).entries()).hasSize(2);
    }
}
