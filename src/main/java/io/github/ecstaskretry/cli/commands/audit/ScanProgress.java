package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.text.Terminal;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Says on standard error how far a scan has come, every {@value #STEP} items. */
final class ScanProgress implements IntConsumer {

    private static final int STEP = 10_000;

    private final Terminal terminal;
    private int told;

    /** Says what is scanned, as nobody should find that out from the bill. */
    ScanProgress(Terminal terminal, String what) {
        this.terminal = terminal;
        terminal.tell("ecs-retry: scans " + what);
    }

    @Override
    public void accept(int read) {
        if (read - told >= STEP) {
            told = read;
            terminal.tell(String.format(Locale.ROOT, "ecs-retry: %,d items read", read));
        }
    }
}
