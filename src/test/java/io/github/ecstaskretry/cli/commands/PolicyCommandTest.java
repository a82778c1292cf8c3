package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.TestPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {

    private static final String WRONG = """
            version: 1
            policies:
              - name: nightly
                atempts: 3
                deadline: tomorrow
            """;

    @TempDir
    private Path directory;

    private String file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("policy.yaml"), yaml).toString();
    }

    @Test
    void acceptsAValidFile() throws IOException {
        String file = file(TestPolicies.PATIENT);

        Run run = Run.of("policy", "check", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(file + ": valid\n");
        assertThat(run.err()).isEmpty();
    }

    /** A pull request may come from anyone. */
    @Test
    void showsControlCharactersOfTheFileAsPictures() throws IOException {
        String wrong = file("version: 1\npolicies: [{name: \"a\\e[2J\"}]\n");

        assertThat(Run.of("policy", "check", wrong).out())
                .contains("found 'a␛[2J'")
                .doesNotContain("\u001B");
        assertThat(Run.of("policy", "show", wrong).err())
                .contains("found 'a␛[2J'")
                .doesNotContain("\u001B");

        String odd = file("version: 1\npolicies: [{name: a, container: \"a\\e[2J\"}]\n");
        assertThat(Run.of("policy", "check", odd).out())
                .contains("warning", "'a␛[2J'")
                .doesNotContain("\u001B");
    }

    @Test
    void warnsOfARuleWithoutEffect() throws IOException {
        String file = file("""
                version: 1
                policies:
                  - name: all
                    rules:
                      - {name: first, when: {causeKind: transient}, then: retry}
                      - {name: second, when: {cause: capacity, causeKind: transient}, then: fail}
                """);

        Run run = Run.of("policy", "check", file);

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().getFirst())
                .startsWith(file + ":6: warning: policies[0].rules[1]")
                .contains("first");
        assertThat(run.lines().getLast()).isEqualTo(file + ": valid");
        assertThat(Run.of("policy", "check", "--json", file).out()).contains("\"fix\"");
    }

    @Test
    void showsEachErrorWithItsLine() throws IOException {
        String file = file(WRONG);

        Run run = Run.of("policy", "check", file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).hasSize(6);
        assertThat(run.lines().get(0)).startsWith(file + ":4:5: policies[0]").contains("attempts");
        assertThat(run.lines().subList(1, 3)).containsExactly("        atempts: 3", "        ^");
        assertThat(run.lines().get(3)).startsWith(file + ":5:").contains("policies[0].deadline");
        assertThat(run.lines().subList(4, 6)).containsExactly("        deadline: tomorrow", "                  ^");
    }

    @Test
    void showsASyntaxMistakeWithACaretAndItsCure() throws IOException {
        String file = file("version: 1\npolicies:\n  - name: a\n    match: {family: *-load}\n");

        assertThat(Run.of("policy", "check", file).out()).isEqualTo(file + """
                :4:21: a value that begins with * must be in quotes: "*-load"
                        match: {family: *-load}
                                        ^
                """);
    }

    @Test
    void showsOnlyTheNeighbourhoodOfAMistakeInALongLine() {
        Run run = Run.with(
                "{\"version\": 1, \"policies\": [" + "{\"name\": \"a\"}, ".repeat(100) + "{\"names\": 1}]}",
                "policy",
                "check",
                "-");

        assertThat(run.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(300));
        String excerpt = run.lines().get(run.lines().size() - 2);
        String caret = run.lines().getLast();
        assertThat(excerpt.substring(caret.indexOf('^'))).startsWith("\"names\"");
    }

    @Test
    void checksSeveralFilesAndStandardInput() throws IOException {
        String right = file(TestPolicies.PATIENT);
        Path wrong = Files.writeString(directory.resolve("wrong.yaml"), WRONG);

        Run run = Run.with(TestPolicies.PATIENT, "policy", "check", right, "-", wrong.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines()).startsWith(right + ": valid", "<stdin>: valid");
        assertThat(run.lines().get(2)).startsWith(wrong + ":4:5: ");
        assertThat(Run.with(TestPolicies.PATIENT, "policy", "check", right, "-").exitCode())
                .isZero();
    }

    @Test
    void failsOnAWarningIfStrict() throws IOException {
        String file = file("version: 1\npolicies: [{name: a}, {name: b}]\n");

        assertThat(Run.of("policy", "check", file).exitCode()).isZero();
        assertThat(Run.of("policy", "check", "--strict", file).exitCode()).isEqualTo(1);
        assertThat(Run.of("policy", "check", "--strict", file(TestPolicies.PATIENT))
                        .exitCode())
                .isZero();
    }

    @Test
    void printsErrorsAsJson() throws IOException {
        Run wrong = Run.of("policy", "check", "--json", file(WRONG));
        JsonNode answer = new ObjectMapper().readTree(wrong.out());

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(answer.get("valid").asBoolean()).isFalse();
        assertThat(answer.get("errors")).hasSize(2);
        assertThat(answer.at("/errors/1/line").asInt()).isEqualTo(5);
        assertThat(answer.at("/errors/1/path").asText()).isEqualTo("policies[0].deadline");
        assertThat(answer.at("/errors/1/problem").asText()).contains("tomorrow");

        Run right = Run.of("policy", "check", "--json", file(TestPolicies.PATIENT));
        assertThat(right.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(right.out()).get("valid").asBoolean())
                .isTrue();
    }

    @Test
    void refusesAMissingFile() {
        Run run = Run.of("policy", "check", "gone.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("ecs-retry: there is no file 'gone.yaml'\n");
    }

    @Test
    void needsASubcommand() {
        Run run = Run.of("policy");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("Missing required subcommand")
                .contains("check")
                .contains("show");
    }
}
