package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.text.StrictOutput;
import io.github.ecstaskretry.cli.text.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcsRetryTest {

    @Test
    void helpShowsTheCommandsAndWhatTheyHaveInCommon() {
        Run run = Run.of("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("    explain     Say what the function would do", "    classify ", "    policy ", "local")
                .contains("    70          a fault of this program")
                .contains("RETRY_TABLE", "NO_COLOR");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain",
                "classify",
                "causes",
                "policy",
                "policy check",
                "policy show",
                "jobs",
                "show",
                "pending",
                "stats",
                "report",
                "export",
                "doctor",
                "local",
                "completion",
                "man"
            })
    void everyCommandHasAManualWithAnExample(String command) {
        String[] asked = (command + " --help").split(" ");

        Run run = Run.of(asked);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("NAME\n    ecs-retry-" + command.replace(' ', '-') + " - ")
                .contains("\nSYNOPSIS\n    ecs-retry " + command + " [OPTION]...")
                .contains("\nOPTIONS\n", "\nEXIT STATUS\n", "\nENVIRONMENT\n", "\nSEE ALSO\n    ecs-retry")
                .containsPattern("\nEXAMPLES\n    .*ecs-retry");
    }

    @Test
    void theHelpCommandHelpsToo() {
        assertThat(Run.of("help", "causes").out())
                .isEqualTo(Run.of("causes", "--help").out());
    }

    /** What bash offers for the last word. */
    private static List<String> completions(Path directory, String... words) throws Exception {
        Path script = Files.writeString(
                directory.resolve("completion"), Run.of("completion").out());
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
    }

    @Test
    void bashCompletesTheLastOfSeveralWords(@TempDir Path directory) throws Exception {
        assertThat(completions(directory, "jobs", "--outcome", "EXP")).containsExactly("EXPIRED");
        assertThat(completions(directory, "jobs", "--state", "FAILED,EX"))
                .containsExactly("FAILED,EXHAUSTED", "FAILED,EXPIRED");
        assertThat(completions(directory, "jobs", "--outcome", "FAILED,"))
                .contains("FAILED,EXHAUSTED", "FAILED,RECOVERED");
    }

    @Test
    void theLocalRunHasAManualAndIsTheLaunchers() {
        assertThat(Run.of("help", "local").out())
                .isEqualTo(Run.of("local", "--help").out());
        assertThat(Run.of("man", "local").exitCode()).isZero();
        assertThat(Run.of("local"))
                .isEqualTo(new Run(
                        2, "", "ecs-retry: 'local' is the launcher's: run ./ecs-retry in the project's directory\n"));
    }

    @Test
    void aCommandsDescriptionIsItsOwn() {
        assertThat(Run.of("completion", "--help").out())
                .contains("DESCRIPTION\n    Writes a script")
                .doesNotContain("Answers on a laptop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9", "localhost", "ftp://x", "http://", ""})
    void anAddressThatNobodyCanAskIsRefused(String url) {
        assertThat(Run.of("jobs", "--table", "attempts", "--endpoint-url", url).err())
                .contains(
                        "expected a URL with http:// or https://, such as http://127.0.0.1:8000; found '" + url + "'");
    }

    @Test
    void theVersionIsTheProjects() {
        assertThat(Run.of("--version").out()).matches("ecs-retry \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void withoutACommandTheUsageIsAnError() {
        Run run = Run.of();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(
                        "ecs-retry: Missing required subcommand\nUsage: ecs-retry [OPTION]... COMMAND\nCommands: explain, ")
                .endsWith("\n'ecs-retry --help' explains it.\n");
    }

    @Test
    void aMistypedCommandGetsASuggestion() {
        Run run = Run.of("explian");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("explian").contains("Did you mean");
    }

    @Test
    void anAnswerThatCannotBeWrittenIsNoSuccess() {
        Run run = whereWritingFails("No space left on device", "causes");

        assertThat(run.exitCode()).isEqualTo(74);
        assertThat(run.err()).isEqualTo("ecs-retry: standard output cannot be written: No space left on device\n");
        assertThat(whereWritingFails("No space left on device", "causes", "--help"))
                .isEqualTo(run);
    }

    @Test
    void aClosedPipeEndsACommandQuietly() {
        assertThat(whereWritingFails("Broken pipe", "causes")).isEqualTo(new Run(141, "", ""));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingMoreIsReadWhereNothingCanBeWritten() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '\n';
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                Arrays.fill(octets, offset, offset + length, (byte) '\n');
                return length;
            }
        };

        assertThat(whereWritingFails("Broken pipe", endless, "classify").exitCode())
                .isEqualTo(141);
    }

    private static Run whereWritingFails(String why, String... arguments) {
        return whereWritingFails(why, InputStream.nullInputStream(), arguments);
    }

    private static Run whereWritingFails(String why, InputStream in, String... arguments) {
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(why);
            }
        };
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(in, StrictOutput.writer(failing), new PrintWriter(err), false, 0);
        return new Run(EcsRetry.run(terminal, arguments), "", err.toString());
    }

    @Test
    void coloursNeedAScreenThatWantsThem() {
        assertThat(Terminal.coloursFor(true, Map.of())).isTrue();
        assertThat(Terminal.coloursFor(true, Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.coloursFor(true, Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.coloursFor(true, Map.of("TERM", "dumb"))).isFalse();
        assertThat(Terminal.coloursFor(false, Map.of())).isFalse();
    }
}
