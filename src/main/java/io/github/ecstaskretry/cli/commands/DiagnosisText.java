package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.doctor.CheckResult;
import io.github.ecstaskretry.cli.doctor.Checkup;
import io.github.ecstaskretry.cli.doctor.Health;
import io.github.ecstaskretry.cli.doctor.Stack;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi.Style;

/** A diagnosis for people: a line for each finding, and under it what to do. */
final class DiagnosisText {

    /** The longest verdict is {@code warning}. */
    private static final int VERDICT = 9;

    /** The longest part is {@code dead-letter queue}. */
    private static final int PART = 19;

    private static final String ARROW = "→ ";

    private final Terminal terminal;

    DiagnosisText(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(Checkup diagnosis) {
        Stack stack = diagnosis.stack();
        terminal.out()
                .println("Stack " + terminal.paint(stack.name(), Style.bold) + " in " + stack.region() + ", account "
                        + stack.account());
        terminal.out().println();
        diagnosis.findings().forEach(this::print);
        terminal.out().println();
        terminal.out().println(summary(diagnosis));
    }

    private void print(CheckResult finding) {
        String word = finding.verdict().name().toLowerCase(Locale.ROOT);
        String head = terminal.paint(padded(word, VERDICT), style(finding.verdict())) + padded(finding.part(), PART);
        wrapped(head + Text.printable(finding.says()), VERDICT + PART);
        if (finding.fix() != null) {
            wrapped(
                    " ".repeat(VERDICT + PART) + terminal.paint(ARROW, Style.faint) + Text.printable(finding.fix()),
                    VERDICT + PART + ARROW.length());
        }
    }

    private void wrapped(String line, int indent) {
        Text.wrap(line, terminal.width(), indent).forEach(terminal.out()::println);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static Style style(Health verdict) {
        return switch (verdict) {
            case OK -> Style.fg_green;
            case WARNING -> Style.fg_yellow;
            case BROKEN -> Style.fg_red;
            case UNKNOWN -> Style.fg_magenta;
        };
    }

    private static String summary(Checkup diagnosis) {
        List<String> counts = new ArrayList<>();
        count(diagnosis, Health.BROKEN, "broken", counts);
        count(diagnosis, Health.UNKNOWN, "could not be looked at", counts);
        count(diagnosis, Health.WARNING, "to look at", counts);
        return counts.isEmpty() ? "All is well." : String.join(", ", counts) + ".";
    }

    private static void count(Checkup diagnosis, Health verdict, String words, List<String> counts) {
        long number = diagnosis.count(verdict);
        if (number > 0) {
            counts.add(number + " " + words);
        }
    }
}
