package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.text.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether to answer again and again. */
final class WatchOptions {

    /** ECMA-48: moves the cursor to the corner and clears the screen and (xterm) the scrollback. */
    private static final String CLEAR = "\033[H\033[2J\033[3J";

    @Option(
            names = "--watch",
            paramLabel = "INTERVAL",
            arity = "0..1",
            fallbackValue = "10s",
            converter = Converters.Interval.class,
            description =
                    "Answer again every INTERVAL until Ctrl-C, on a terminal in place; default: ${FALLBACK-VALUE}.")
    private @Nullable Duration interval;

    /** Answers once, or until the thread is interrupted. Returns the last exit code. */
    int answer(Terminal terminal, boolean screen, ToIntFunction<Terminal> answer) {
        return interval == null ? answer.applyAsInt(terminal) : repeat(interval, terminal, screen, answer);
    }

    /** Shows each answer when it is complete, so that the screen does not flicker. */
    static int repeat(Duration interval, Terminal terminal, boolean screen, ToIntFunction<Terminal> answer) {
        while (true) {
            StringWriter shown = new StringWriter();
            int exitCode = answer.applyAsInt(terminal.to(new PrintWriter(shown)));
            terminal.out().print(screen ? CLEAR + shown : shown.toString());
            terminal.out().flush();
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return exitCode;
            }
        }
    }
}
