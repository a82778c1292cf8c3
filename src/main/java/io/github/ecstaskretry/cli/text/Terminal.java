package io.github.ecstaskretry.cli.text;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input, UTF-8
 * @param out answers
 * @param err complaints
 * @param colours whether answers may have colours
 * @param width how many characters a line has; 0: as many as it needs
 */
public record Terminal(InputStream in, PrintWriter out, PrintWriter err, boolean colours, int width) {

    /** Colours in what a person looks at, unless NO_COLOR (https://no-color.org) or a dumb terminal forbids. */
    public static boolean coloursFor(boolean screen, Map<String, String> environment) {
        return screen && environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
    }

    /** The same without colours. */
    public Terminal plain() {
        return new Terminal(in, out, err, false, width);
    }

    /** The same for lines that something stands before. */
    Terminal narrower(int by) {
        return new Terminal(in, out, err, colours, width == 0 ? 0 : Math.max(1, width - by));
    }

    /** A line on how a long answer comes on, at once. */
    public void tell(String line) {
        err.println(line);
        err.flush();
    }

    public Ansi ansi() {
        return colours ? Ansi.ON : Ansi.OFF;
    }

    /** The text in a style, where there are colours. */
    public String paint(String text, Ansi.Style... styles) {
        return colours && styles.length > 0 ? Ansi.Style.on(styles) + text + Ansi.Style.reset.on() : text;
    }
}
