package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.text.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of the command line in this process, and its result. */
public record Run(int exitCode, String out, String err) {

    public static Run of(String... arguments) {
        return with("", arguments);
    }

    /** With a text on standard input. */
    static Run with(String input, String... arguments) {
        return run(input, false, 0, arguments);
    }

    static Run inColour(String input, String... arguments) {
        return run(input, true, 0, arguments);
    }

    /** On a terminal with lines of so many characters. */
    public static Run onLinesOf(int width, String input, String... arguments) {
        return run(input, false, width, arguments);
    }

    /** By a person who types that line. */
    public static Run typing(String line, String... arguments) {
        return run(line + "\n", false, 0, true, arguments);
    }

    private static Run run(String input, boolean colours, int width, String... arguments) {
        return run(input, colours, width, false, arguments);
    }

    private static Run run(String input, boolean colours, int width, boolean keyboard, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                colours,
                width,
                keyboard);
        return new Run(EcsRetry.run(terminal, arguments), out.toString(), err.toString());
    }

    public List<String> lines() {
        return out.lines().toList();
    }
}
