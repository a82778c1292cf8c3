package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.history.UnreadableAttempt;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A question to the attempts table: opens it, answers, says what that cost, and closes it. */
abstract class AuditCommand implements Callable<Integer> {

    /** Of attempts that cannot be read, so many are named: a newer version may have written thousands. */
    private static final int MOST_UNREADABLE = 10;

    private final Terminal terminal;

    @Mixin
    private LookOptions looks = new LookOptions();

    @Mixin
    private TableOptions source = new TableOptions();

    AuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() {
        Viewer viewer = new Viewer(looks.terminal(terminal), looks.moments(), Instant.now());
        try (AuditTable table = source.open()) {
            int exitCode = answer(table, viewer);
            tellUnreadable(table.unreadable(), viewer.terminal());
            source.tellCost(table, viewer.terminal());
            return exitCode;
        }
    }

    private static void tellUnreadable(List<UnreadableAttempt> attempts, Terminal terminal) {
        attempts.stream()
                .limit(MOST_UNREADABLE)
                .forEach(attempt -> terminal.tell("ecs-retry: left out: " + Text.printable(attempt.sentence())));
        if (attempts.size() > MOST_UNREADABLE) {
            terminal.tell("ecs-retry: left out: " + (attempts.size() - MOST_UNREADABLE) + " more that cannot be read");
        }
    }

    /** How AWS is asked for what the table does not have. */
    final AwsConnection aws() {
        return source.aws();
    }

    /**
     * Answers.
     *
     * @return the exit code
     */
    abstract int answer(AuditTable table, Viewer viewer);
}
