package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.text.Terminal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Consumer;

/** Says on standard error how far back a listing of many days has come, every {@value #STEP} days; keeps quiet about few. */
final class DayProgress implements Consumer<LocalDate> {

    private static final int MANY_QUERIES = 200;

    private static final int STEP = 30;

    private final Terminal terminal;
    private final boolean telling;
    private int days;

    /** Says what may follow where that is much, as nobody should find it out by waiting. */
    DayProgress(Terminal terminal, int queries) {
        this.terminal = terminal;
        this.telling = queries > MANY_QUERIES;
        if (telling) {
            terminal.tell(String.format(
                    Locale.ROOT,
                    "ecs-retry: up to %,d queries, day by day from the newest on, until --limit is reached; --family needs few",
                    queries));
        }
    }

    @Override
    public void accept(LocalDate day) {
        days++;
        if (telling && days % STEP == 0) {
            terminal.tell("ecs-retry: back to " + day);
        }
    }
}
