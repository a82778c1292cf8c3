package io.github.ecstaskretry.cli.ask.backtest;

import io.github.ecstaskretry.cli.ask.backtest.ComparisonReport.Section;
import io.github.ecstaskretry.cli.text.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The report as a comment on a pull request, in GitHub's Markdown. */
public final class ReportMarkdown {

    private ReportMarkdown() {}

    /** The whole comment. Its first line is always the same, so that a workflow finds the comment again. */
    public static String write(String old, String changed, ComparisonReport report, List<String> failures) {
        List<String> lines = new ArrayList<>();
        lines.add("### Retry policy: recorded attempts, decided again");
        lines.add("");
        lines.add(code(old) + " → " + code(changed) + ". " + escaped(report.summary()));
        failures.forEach(failure -> {
            lines.add("");
            lines.add("**Failed: " + escaped(failure) + "**");
        });
        report.sections().forEach(section -> write(section, lines));
        return String.join("\n", lines) + "\n";
    }

    private static void write(Section section, List<String> lines) {
        lines.add("");
        lines.add("#### " + section.title());
        if (!section.rows().isEmpty()) {
            lines.add("");
            lines.add(row(
                    section.headings(),
                    heading -> heading.charAt(0) + heading.substring(1).toLowerCase(Locale.ROOT)));
            lines.add(row(Collections.nCopies(section.headings().size(), "---"), cell -> cell));
            section.rows().forEach(row -> lines.add(row(row, ReportMarkdown::escaped)));
        }
        section.notes().forEach(note -> {
            lines.add("");
            lines.add(escaped(note));
        });
    }

    private static String row(List<String> cells, UnaryOperator<String> format) {
        return cells.stream().map(format).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String code(String text) {
        return "`" + Text.printable(text).replace("`", "") + "`";
    }

    /** Names and families are texts of others: nothing in them may be Markdown or HTML. */
    private static String escaped(String text) {
        return Text.printable(text).replaceAll("([\\\\`*_\\[\\]<>|#~@])", "\\\\$1");
    }
}
