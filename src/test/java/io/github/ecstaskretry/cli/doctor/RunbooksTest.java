package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The runbooks leave out no alarm, no outcome and no part of doctor, and their commands and links work. */
class RunbooksTest {

    @Test
    void haveEveryAlarmOfTheTemplate() {
        Set<String> alarms = SamTemplate.read().ofType("AWS::CloudWatch::Alarm").keySet();

        assertThat(Runbooks.titles("Alarms")).containsExactlyInAnyOrderElementsOf(alarms);
        assertThat(alarms)
                .allSatisfy(alarm -> assertThat(Runbooks.section("Alarms", alarm))
                        .contains("**Why.**", "**Look.**", "**Do.**", "```sh"));
    }

    @Test
    void haveEveryOutcome() {
        assertThat(Runbooks.titles("Outcomes"))
                .containsExactlyElementsOf(
                        Arrays.stream(Outcome.values()).map(Outcome::name).toList());
    }

    /** Each finding is looked for by the test of its check: {@link Runbooks#explain}. */
    @Test
    void haveEveryPartOfDoctor() {
        assertThat(Runbooks.titles("Findings of doctor")).containsExactlyElementsOf(CheckupFixture.PARTS);
    }

    @ParameterizedTest
    @MethodSource
    void haveCommandsThatTheCommandLineKnows(String command) {
        List<String> words = Arrays.stream(
                        command.replaceAll("\"[^\"]*\"", "word").split(" ", -1))
                .skip(1)
                .toList();

        Run run = Run.of(Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new));

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    static Stream<String> haveCommandsThatTheCommandLineKnows() {
        return Runbooks.lines().stream()
                .filter(line -> line.startsWith("./ecs-retry "))
                .distinct();
    }

    @Test
    void haveLinksToTheirOwnSections() {
        String page = String.join("\n", Runbooks.lines());
        Set<String> anchors = Runbooks.lines().stream()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", ""))
                .map(title -> title.replace(' ', '-'))
                .collect(Collectors.toSet());

        assertThat(Pattern.compile("\\]\\(#([^)]+)\\)").matcher(page).results().map(link -> link.group(1)))
                .isNotEmpty()
                .allMatch(anchors::contains);
    }
}
