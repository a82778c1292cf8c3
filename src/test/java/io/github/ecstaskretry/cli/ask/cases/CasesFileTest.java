package io.github.ecstaskretry.cli.ask.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.cli.ask.backtest.ExampleJob;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CasesFileTest {

    private static final Path FILE = ExampleJob.EXAMPLES.resolve("policy-cases.yaml");

    private static List<CaseResult> decide(String... cases) {
        String text = "version: 1\ncases:\n" + String.join("\n", cases);
        return CasesFile.decide(
                FILE,
                text,
                TestPolicies.read(TestPolicies.PATIENT),
                BuiltInCatalogue.CLASSIFIER,
                BuiltInCatalogue.CATALOGUE.ids());
    }

    private static String failing(String expect) {
        return "  - {name: one, message: {where: exitCode, text: Essential container in task exited,"
                + " stopCode: EssentialContainerExited, exitCode: 1}, expect: " + expect + "}";
    }

    @Test
    void theRecordedExampleIsWhatTheFunctionRecords() throws IOException {
        assertThat(Files.readString(ExampleJob.EXAMPLES.resolve("recorded-job.jsonl")))
                .isEqualTo(ExampleJob.export());
    }

    @Test
    void theExampleNamesItsPolicyByARelativePath() throws IOException {
        assertThat(CasesFile.policy(FILE, Files.readString(FILE)))
                .isEqualTo(ExampleJob.EXAMPLES.resolve("policy.yaml"));
    }

    @Test
    void acceptsWhatACaseDoesNotSay() {
        assertThat(decide(failing("{decision: end}")).getFirst().passed()).isTrue();
    }

    @Test
    void listsEachDifferenceWithBothValues() {
        CaseResult result = decide(failing("{decision: retry, cause: out-of-memory, rule: flaky, delay: 0s-30s}"))
                .getFirst();

        assertThat(result.sentences())
                .containsExactly(
                        "decision: expected retry, found end",
                        "cause: expected out-of-memory, found app-exit",
                        "rule: expected flaky, found (otherwise)",
                        "delay: expected 0s to 30s, found none");
    }

    @Test
    void aDelayLiesInTheRangeForAnyJitter() {
        String capacity =
                "  - {name: one, message: {where: runTaskFailure, text: 'RESOURCE:MEMORY'}, attempt: 2, expect: {delay: ";

        assertThat(decide(capacity + "20s}}").getFirst().passed()).isTrue();
        assertThat(decide(capacity + "0s-19s}}").getFirst().passed()).isFalse();
    }

    @Test
    void aRecordedAttemptThatAnotherPolicyDecidedDiffers() {
        CaseResult first = decide("  - {name: one, recorded: recorded-job.jsonl, attempt: 1}")
                .getFirst();

        assertThat(first.sentences())
                .containsExactly(
                        "policy: expected examples, found patient",
                        "rule: expected spot, found (catalogue)",
                        "delay: expected 1s, found 10s");
    }

    @Test
    void namesEveryMistakeWithLineAndKey() {
        assertThatThrownBy(() -> decide(
                        "  - {name: one, event: gone.json, cluster: ci, expect: {decision: retry}}",
                        "  - {name: two, expect: {decision: maybe}}",
                        "  - {name: three, message: {where: nowhere, text: x}, expect: {cause: oom}}"))
                .isInstanceOf(InvalidYamlException.class)
                .hasMessageContaining("policy-cases.yaml:3:24: cases[0].event: there is no readable file")
                .hasMessageContaining("cases[0].cluster: only a case with 'message' can have this key")
                .hasMessageContaining("policy-cases.yaml:4:5: cases[1]: expected one of event, message and recorded")
                .hasMessageContaining("policy-cases.yaml:5:28: cases[2].message: ")
                .hasMessageContaining("cases[2].expect.cause: expected one of ");
    }
}
