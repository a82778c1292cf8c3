package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyTestAndCompareTest {

    private static final String CASES = "docs/examples/policy-cases.yaml";
    private static final String POLICY = "docs/examples/policy.yaml";
    private static final String EXPORT = "docs/examples/recorded-job.jsonl";
    private static final String JOB = "5d4c3b2a1f0e4d6c8b7a695847362514";

    @TempDir
    private Path directory;

    private String changed;

    @BeforeEach
    void changeThePolicy() throws IOException {
        changed = changed("then: retry, counted: false", "then: fail");
    }

    private String changed(String text, String other) throws IOException {
        String policy = Files.readString(Path.of(POLICY));
        assertThat(policy).contains(text);
        return Files.writeString(directory.resolve("changed.yaml"), policy.replace(text, other))
                .toString();
    }

    private Run compare(String... options) {
        String[] all = new String[options.length + 6];
        System.arraycopy(new String[] {"policy", "compare", POLICY, changed, "--from", EXPORT}, 0, all, 0, 6);
        System.arraycopy(options, 0, all, 6, options.length);
        return Run.of(all);
    }

    @Test
    void theExampleCasesPass() {
        Run run = Run.of("policy", "test", CASES);

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.lines()).hasSize(7).last().isEqualTo("6 cases, 0 failed");
        assertThat(run.lines().getFirst()).startsWith("pass  " + CASES + ":5  a Spot interruption is retried");
    }

    @Test
    void aCaseThatFailsShowsBothValuesAndExitsWithOne() {
        Run run = Run.of("policy", "test", CASES, "--policy", changed);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .anyMatch(line -> line.startsWith("FAIL  " + CASES + ":5  "))
                .contains("      decision: expected retry, found end");
    }

    @Test
    void theJsonOfATestHasEveryCase() {
        JsonNode document = Json.parse(
                Run.of("policy", "test", CASES, "--policy", changed, "--json").out());

        assertThat(document.path("passed").asBoolean()).isFalse();
        JsonNode first = document.path("cases").path(0);
        assertThat(first.path("line").asInt()).isEqualTo(5);
        assertThat(first.path("actual").path("outcome").asText()).isEqualTo("FAILED");
        assertThat(first.path("differences").path(0))
                .isEqualTo(Json.parse("{\"key\":\"decision\",\"expected\":\"retry\",\"actual\":\"end\"}"));
    }

    @Test
    void mistakesInAFileOfCasesAreShownWithTheirLine() throws IOException {
        String cases = Files.writeString(directory.resolve("cases.yaml"), "version: 1\ncases:\n  - nane: x\n")
                .toString();

        Run run = Run.of("policy", "test", cases);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(cases + ":3:5: cases[0].nane: unknown key", "- nane: x");
    }

    @Test
    void theSameFileChangesNothing() {
        Run run = Run.of("policy", "compare", POLICY, POLICY, "--from", EXPORT, "--fail-on", "changes,not-reproduced");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().getFirst())
                .isEqualTo("2 attempts of 1 job compared: the new file decides all of them alike.");
    }

    @Test
    void aRecoveryThatWouldBeLostIsNamedWithItsJob() {
        Run run = compare("--fail-on", "lost-recoveries,new-retries>20");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("1 no longer retried (1 recovery lost)", "examples/spot  1        1 → 0", JOB)
                .contains("FAILED lost-recoveries: found 1, allowed are none")
                .contains("1 attempt not compared: after the first change");
    }

    @Test
    void theJsonHasEveryChange() {
        JsonNode document = Json.parse(compare("--json").out());

        JsonNode change = document.path("changes").path(0);
        assertThat(change.path("jobId").asText()).isEqualTo(JOB);
        assertThat(change.path("kind").asText()).isEqualTo("no-longer-retried");
        assertThat(change.path("recovered").asBoolean()).isTrue();
        assertThat(change.path("before").path("delaySeconds").asInt()).isEqualTo(1);
        assertThat(change.path("after").path("outcome").asText()).isEqualTo("FAILED");
        assertThat(document.path("recoveryByCause").path("spot-interruption"))
                .isEqualTo(Json.parse("{\"recovered\":1,\"ended\":1}"));
        assertThat(document.path("notCompared").path("afterAChange").asInt()).isEqualTo(1);
    }

    @Test
    void theMarkdownIsATableThatNamesCannotBreak() {
        Run run = compare("--markdown");

        assertThat(run.lines().getFirst()).isEqualTo("### Retry policy: recorded attempts, decided again");
        assertThat(run.lines())
                .contains("| Rule | Decides | Retries |", "| --- | --- | --- |", "| examples/spot | 1 | 1 → 0 |");
    }

    @Test
    void anotherDelayKeepsTheRestOfTheJob() throws IOException {
        changed = changed("counted: false}", "counted: false, backoff: {interval: 2m, jitter: none}}");

        Run run = compare();

        assertThat(run.out())
                .contains("2 attempts of 1 job compared: 1 with another delay or deadline.")
                .containsPattern("examples/spot +1 +1s → 2m");
    }

    @Test
    void theReportBeginsWithTheVerdictsThatTheOldFileDoesNotReproduce() {
        Run run = Run.of("policy", "compare", changed, POLICY, "--from", EXPORT);

        assertThat(run.lines().subList(0, 5))
                .contains("Not reproduced by the old file, and not compared")
                .anyMatch(line -> line.contains(JOB) && line.contains("policy version 464d3e78ef09 decided it"));
    }

    @Test
    void refusesAnUnknownCondition() {
        Run run = compare("--fail-on", "lost");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--fail-on: expected lost-recoveries, ", "found 'lost'");
    }

    @Test
    void theWorkflowUsesOptionsThatExist() throws IOException {
        String workflow = Files.readString(Path.of("docs/examples/ci/policy.yml"));
        new YamlDocument("policy.yml", workflow).throwIfInvalid();
        String calls = workflow.replace("\\\n", " ")
                .lines()
                .filter(line -> line.contains("ecs-retry policy"))
                .reduce("", (one, next) -> one + "\n" + next);
        String help = Run.of("policy", "check", "--help").out()
                + Run.of("policy", "test", "--help").out()
                + Run.of("policy", "compare", "--help").out();

        assertThat(calls).contains("policy check", "policy test", "policy compare");
        assertThat(Pattern.compile("--[a-z-]+").matcher(calls).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(help::contains);
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(Run.of("completion", "bash").out())
                .contains("--fail-on", "--markdown", "policy_test", "policy_compare");
    }

    @Test
    void readsStandardInputAndSkipsUnreadableParts() throws IOException {
        String export = Files.readString(Path.of(EXPORT));
        Run run = Run.with(
                "{\"jobId\":\"j\",\"attempt\":1}\n" + export, "policy", "compare", POLICY, changed, "--from", "-");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("ecs-retry: left out: ");
        assertThat(run.out()).contains("1 no longer retried");
    }
}
