package io.github.ecstaskretry.cli.text;

import io.github.ecstaskretry.core.classify.CauseKind;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import picocli.CommandLine.Help.Ansi;

/**
 * The input and output of a command.
 *
 * @param in standard input, UTF-8
 * @param out standard output, for answers
 * @param err standard error, for errors and progress
 * @param colours whether answers may have colours
 * @param width characters in a line; 0: as many as the answer needs
 * @param keyboard whether a person types the input, so that a question may be asked
 */
public record Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean colours, int width, boolean keyboard) {

    /** Without a keyboard. */
    public Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean colours, int width) {
        this(in, out, err, colours, width, false);
    }

    /** Colours for a person's screen, unless NO_COLOR (https://no-color.org) or a dumb terminal forbids them. */
    public static boolean coloursFor(boolean screen, Map<String, String> environment) {
        return screen && environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
    }

    public Terminal plain() {
        return new Terminal(in, out, err, false, width, keyboard);
    }

    /** The same with another standard output. */
    public Terminal to(PrintWriter other) {
        return new Terminal(in, other, err, colours, width);
    }

    /** The same for lines with a prefix of that many characters. */
    public Terminal narrower(int by) {
        return new Terminal(in, out, err, colours, width == 0 ? 0 : Math.max(1, width - by), keyboard);
    }

    /** Prints a line on standard error at once. */
    public void tell(String line) {
        err.println(line);
        err.flush();
    }

    /** Prints an answer in sentences, broken into lines. */
    public void say(String text) {
        Text.wrap(Text.printable(text), width, 2).forEach(out::println);
        out.flush();
    }

    /** Asks on standard error. Only {@code y} and {@code yes} agree. */
    public boolean agrees(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        Scanner answer = new Scanner(in, StandardCharsets.UTF_8);
        return answer.hasNextLine() && answer.nextLine().strip().matches("(?i)y|yes");
    }

    /** Prints lines with a heading to the left of the first. Breaks and indents lines longer than the terminal. */
    public void printSection(String heading, int headingWidth, List<String> lines) {
        String label = heading;
        for (String line : lines) {
            for (String part : Text.wrap(line, narrower(headingWidth).width(), 2)) {
                String padded = ("%-" + headingWidth + "s").formatted(label);
                out.println((paint(padded, Ansi.Style.bold) + part).stripTrailing());
                label = "";
            }
        }
    }

    public static Ansi.Style style(CauseKind kind) {
        return switch (kind) {
            case TRANSIENT, SUCCESS -> Ansi.Style.fg_green;
            case PERMANENT -> Ansi.Style.fg_red;
            case AMBIGUOUS -> Ansi.Style.fg_yellow;
            case INTENTIONAL -> Ansi.Style.fg_blue;
        };
    }

    public Ansi ansi() {
        return colours ? Ansi.ON : Ansi.OFF;
    }

    /** The text in these styles, if there are colours. */
    public String paint(String text, Ansi.Style... styles) {
        return colours && styles.length > 0 ? Ansi.Style.on(styles) + text + Ansi.Style.reset.on() : text;
    }
}
