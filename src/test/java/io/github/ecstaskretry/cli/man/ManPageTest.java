package io.github.ecstaskretry.cli.man;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.commands.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manuals, on the terminal and for man(1). */
class ManPageTest {

    @Test
    void aCommandThatReadsTheTableTellsWhatItIsAskedHowItLooksAndWhichTable() {
        assertThat(Run.of("jobs", "--help").out())
                .containsSubsequence(
                        "NAME\n",
                        "SYNOPSIS\n",
                        "DESCRIPTION\n",
                        "OPTIONS\n",
                        "    --since=TIME\n",
                        "    --limit=N   So many jobs, and those that stopped in the same millisecond as\n",
                        "\n  How it looks\n",
                        "    --no-color  ",
                        "\n  Which table\n",
                        "    --table=NAME\n",
                        "EXIT STATUS\n",
                        "    0           done\n",
                        "ENVIRONMENT\n",
                        "    RETRY_TABLE\n",
                        "    NO_COLOR    ",
                        "EXAMPLES\n",
                        "    ./ecs-retry jobs --since 24h\n",
                        "SEE ALSO\n    ecs-retry(1), ecs-retry-show(1)",
                        "docs/audit.md\n");
    }

    @Test
    void whatMustBeGivenIsInTheSynopsis() {
        assertThat(Run.of("report", "--help").out()).contains("\n    ecs-retry report [OPTION]... --output=FILE\n");
        assertThat(Run.of("show", "--help").out()).contains("\n    ecs-retry show [OPTION]... JOB\n");
        assertThat(Run.of("policy", "show", "--help").out())
                .contains("\n    ecs-retry policy show [OPTION]... [FILE]\n");
        assertThat(Run.of("policy", "--help").out()).contains("\n    ecs-retry policy [OPTION]... COMMAND\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 80", "80, 80", "100, 100", "200, 110"})
    void itIsAsWideAsTheTerminalButNoWiderThanCanBeRead(int terminal, int widest) {
        Run run = Run.onLinesOf(terminal, "", "stats", "--help");

        assertThat(run.lines())
                .filteredOn(line -> !line.contains("./ecs-retry"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(widest));
        assertThat(run.lines()).anySatisfy(line -> assertThat(line).hasSizeGreaterThan(widest - 10));
    }

    @Test
    void forManItIsInTheLanguageOfMan() {
        Run run = Run.of("man", "policy", "check");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines())
                .startsWith(".TH \"ECS\\-RETRY\\-POLICY\\-CHECK\" 1 \"\" \"" + version() + "\" \"User Commands\"")
                .contains(".SH \"EXIT STATUS\"", "\\fB\\-\\-json\\fR", "ecs\\-retry policy check [OPTION]... FILE")
                .allSatisfy(line -> assertThat(line).matches("\\.(TH|SH|SS|PP|TP|EX|EE)\\b.*|[^.'].*"))
                .allSatisfy(line -> assertThat(line).isASCII());
    }

    private static String version() {
        return Run.of("--version").out().strip().replace("-", "\\-");
    }

    @Test
    void thereIsNoManualOfWhatDoesNotExist() {
        Run run = Run.of("man", "policy", "chekc");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("ecs-retry: 'ecs-retry policy' has no command 'chekc'\n");
    }
}
