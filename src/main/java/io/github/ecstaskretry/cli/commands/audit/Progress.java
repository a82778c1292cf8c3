package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.text.Terminal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Reports on standard error how far a long answer is, and says beforehand what may cost time and money. */
final class Progress {

    private static final int ITEMS = 10_000;
    private static final int MANY_QUERIES = 200;
    private static final int DAYS = 30;

    private Progress() {}

    /**
     * Reports a scan every {@value #ITEMS} items.
     *
     * @return takes the number of items read so far
     */
    static IntConsumer ofScan(Terminal terminal, String scanned) {
        terminal.tell("ecs-retry: scans " + scanned + "; --family queries instead");
        AtomicInteger reported = new AtomicInteger();
        return read -> {
            if (read - reported.get() >= ITEMS) {
                reported.set(read);
                terminal.tell(String.format(Locale.ROOT, "ecs-retry: %,d items read", read));
            }
        };
    }

    /**
     * Reports every {@value #DAYS} days, if there may be more than {@value #MANY_QUERIES} queries.
     *
     * @return takes each day before it is queried
     */
    static Consumer<LocalDate> ofDays(Terminal terminal, int queries) {
        if (queries <= MANY_QUERIES) {
            return day -> {};
        }
        terminal.tell(String.format(
                Locale.ROOT,
                "ecs-retry: up to %,d queries, from the newest day back, until --limit is reached; --family needs few",
                queries));
        AtomicInteger days = new AtomicInteger();
        return day -> {
            if (days.incrementAndGet() % DAYS == 0) {
                terminal.tell("ecs-retry: back to " + day);
            }
        };
    }
}
