package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.text.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcsRetryTest {

    private static final String EVERY_COMMAND = """
            explain, classify, causes, policy, policy check, policy show, policy test, policy compare, jobs, show, pending, paused, stats, report, export, run, cancel,
            retry-now, rerun, pause, resume, dead-letters, redrive, doctor, local, completion""";

    static Stream<String> everyCommand() {
        return Arrays.stream(EVERY_COMMAND.split(",\\s+"));
    }

    @Test
    void helpShowsTheCommandsExitCodesAndEnvironmentVariables() {
        Run run = Run.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("  explain       Show what the function would do", "  classify ", "  policy ", "  local ")
                .contains("  70    a fault of this program")
                .contains("RETRY_TABLE", "NO_COLOR", "AWS_REGION", "JAVA_HOME");
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandHasHelpWithOptionsExitCodesAndAnExample(String command) {
        Run run = Run.of((command + " --help").split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "Usage: ecs-retry " + command + " [OPTIONS]",
                        "\nOptions:\n",
                        "  -h, --help ",
                        "\nExit codes:\n  0 ",
                        "\nExamples:\n  ")
                .containsPattern("\nExamples:\n  .*ecs-retry")
                .doesNotContain("RETRY_TABLE  the attempts table");
    }

    @Test
    void helpShowsTheOptionsOfACommandBeforeThoseThatCommandsShare() {
        assertThat(Run.of("jobs", "--help").out())
                .containsSubsequence(
                        "\nOptions:\n", "  --since=", "  -h, --help ", "\nConnection and display:\n", "  --region=");
        assertThat(Run.of("causes", "--help").out()).doesNotContain("Connection");
    }

    @Test
    void usageNamesTheRequiredArguments() {
        assertThat(Run.of("report", "--help").out()).contains("Usage: ecs-retry report [OPTIONS] --output=FILE\n");
        assertThat(Run.of("show", "--help").out()).contains("Usage: ecs-retry show [OPTIONS] [JOB]\n");
        assertThat(Run.of("cancel", "--help").out()).contains("Usage: ecs-retry cancel [OPTIONS] JOB\n");
        assertThat(Run.of("policy", "show", "--help").out())
                .contains("Usage: ecs-retry policy show [OPTIONS] [FILE]\n");
        assertThat(Run.of("policy", "--help").out()).contains("Usage: ecs-retry policy [OPTIONS] COMMAND\n");
    }

    /** A call makes only the command that it names, so a typing mistake must bring back the others. */
    @Test
    void suggestsACommandForAMistypedOne() {
        assertThat(Run.of("job").err()).contains("jobs");
        assertThat(Run.of("policy", "chek").err()).contains("check");
    }

    @ParameterizedTest
    @CsvSource({"0, 80", "80, 80", "100, 100", "200, 110"})
    void helpIsAsWideAsTheTerminalUpToAReadableWidth(int terminal, int widest) {
        Run run = Run.onLinesOf(terminal, "", "stats", "--help");

        assertThat(run.lines())
                .filteredOn(line -> !line.contains("./ecs-retry"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(widest));
        assertThat(run.lines()).anySatisfy(line -> assertThat(line).hasSizeGreaterThan(widest - 10));
    }

    @Test
    void helpNeverBreaksAnExample() {
        assertThat(Run.onLinesOf(60, "", "policy", "check", "--help").lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("  ./ecs-retry policy check ")
                        .hasSizeGreaterThan(60));
    }

    @Test
    void theHelpCommandPrintsTheSameHelp() {
        assertThat(Run.of("help", "causes").out())
                .isEqualTo(Run.of("causes", "--help").out());
        assertThat(Run.of("help", "local").out())
                .isEqualTo(Run.of("local", "--help").out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense --help",
                "--help nonsense",
                "jobs nonsense --help",
                "policy nonsense --help",
                "help nonsense"
            })
    void refusesAnUnknownArgumentEvenIfHelpIsAskedFor(String arguments) {
        Run run = Run.of(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("nonsense");
    }

    /** What bash offers for the last word. */
    private static List<String> completions(Path directory, String... words) throws Exception {
        Path script = Files.writeString(
                directory.resolve("completion"), Run.of("completion", "bash").out());
        String asked = "source " + script + "; COMP_WORDS=(ecs-retry '" + String.join("' '", words) + "'); COMP_CWORD="
                + words.length + "; _complete_ecs-retry; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", asked).start();
        return bash.inputReader().lines().toList();
    }

    @Test
    void bashCompletesCommandsAndOptions(@TempDir Path directory) throws Exception {
        assertThat(completions(directory, "jobs", "--ou")).containsExactly("--outcome");
        assertThat(completions(directory, "lo")).containsExactly("local");
        assertThat(completions(directory, "local", "--")).contains("--stay", "--port", "--loop");
    }

    @Test
    void bashCompletesTheWordsThatOptionsTake(@TempDir Path directory) throws Exception {
        assertThat(completions(directory, "stats", "--by", "f")).containsExactly("family");
        assertThat(completions(directory, "export", "--format", "")).containsExactly("jsonl", "csv");
        assertThat(completions(directory, "jobs", "--cause", "image-n"))
                .containsExactly("image-network", "image-not-found");
        assertThat(completions(directory, "jobs", "--outcome", "")).contains("FAILED", "RECOVERED");
        assertThat(completions(directory, "jobs", "--outcome", "EXP")).containsExactly("EXPIRED");
    }

    @Test
    void printsOneCompletionScriptForBashAndZsh() {
        assertThat(Run.of("completion", "zsh"))
                .isEqualTo(Run.of("completion", "bash"))
                .isEqualTo(Run.of("completion"));
        assertThat(Run.of("completion").out()).contains("ZSH_VERSION");
    }

    @Test
    void refusesACompletionScriptForAnyOtherShell() {
        Run run = Run.of("completion", "fish");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("expected one of [BASH, ZSH] (case-insensitive) but was 'fish'");
    }

    @Test
    void onlyTheLauncherRunsLocal() {
        assertThat(Run.of("local", "--stay"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "ecs-retry: 'local' needs a clone of the project, because it starts the function from the project's"
                                + " tests: run ./ecs-retry local there\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9", "localhost", "ftp://x", "http://", ""})
    void refusesAnEndpointThatIsNoUrl(String url) {
        assertThat(Run.of("jobs", "--table", "attempts", "--endpoint-url", url).err())
                .contains(
                        "expected a URL with http:// or https://, such as http://127.0.0.1:8000; found '" + url + "'");
    }

    @Test
    void printsTheProjectsVersion() {
        assertThat(Run.of("--version").out()).matches("ecs-retry \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void withoutACommandPrintsTheUsageAndFails() {
        Run run = Run.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(
                        "ecs-retry: Missing required subcommand\nUsage: ecs-retry [OPTIONS] COMMAND\nCommands: explain, ")
                .endsWith("\n'ecs-retry --help' explains it.\n");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        Run run = Run.of("explian");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("explian").contains("Did you mean");
    }

    @Test
    void printsColoursOnlyOnATerminalThatAllowsThem() {
        assertThat(Terminal.coloursFor(true, Map.of())).isTrue();
        assertThat(Terminal.coloursFor(true, Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.coloursFor(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.coloursFor(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.coloursFor(false, Map.of())).isFalse();
    }
}
