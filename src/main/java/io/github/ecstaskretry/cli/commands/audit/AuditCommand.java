package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AskedPlace;
import io.github.ecstaskretry.cli.audit.SideBySide;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ConnectionOptions;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.StackOption;
import io.github.ecstaskretry.cli.commands.arguments.TableOptions;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.history.UnreadableAttempt;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command about the attempts table. Opens the table, prints the answer, unreadable attempts and the cost, and closes the table. */
abstract class AuditCommand extends TerminalCommand implements Callable<Integer> {

    /** A newer version may have written thousands of attempts that this version cannot read. */
    private static final int MOST_UNREADABLE = 10;

    /** A column for the deployment, if several were asked. */
    static final String PLACE = "WHERE";

    private static final String POLICY = "AuditPolicyArn";

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--utc", description = "Show times in UTC, even with --local; the default.")
    private boolean utc;

    @Option(names = "--local", description = "Show times in this machine's time zone; days start there too.")
    private boolean local;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private StackOption stack = new StackOption();

    @Option(names = "--cost", description = "Print on standard error how many read request units DynamoDB charged.")
    private boolean cost;

    @Option(names = "--json", description = "Print JSON for scripts; docs/audit.md describes it.")
    private boolean json;

    @Override
    public final Integer call() {
        ZoneId zone = local && !utc ? ZoneId.systemDefault() : ZoneOffset.UTC;
        return watch().answer(
                        connection.terminal(terminal()),
                        terminal().width() > 0 && !json,
                        shown -> answer(new Viewer(shown, zone, Instant.now())));
    }

    /** Overridden by commands that can answer again and again. */
    WatchOptions watch() {
        return new WatchOptions();
    }

    /** Answers the question and returns the exit code. */
    abstract int answer(Viewer viewer);

    final <A> A ask(Function<AuditTable, A> question) {
        return ask(aws(), table.name(aws(), stack, POLICY), "", question);
    }

    /** Asks the deployments of {@code --profiles} and {@code --regions} side by side, or only the one deployment. */
    final <A> SideBySide<A> ask(FleetOptions fleet, Function<AuditTable, A> question) {
        return fleet.given()
                ? fleet.ask(
                        connection,
                        terminal(),
                        (aws, place) -> ask(
                                aws,
                                table.nameIn(aws, stack, POLICY),
                                place.label() + ": ",
                                opened -> SideBySide.of(place.in(opened.account()), question.apply(opened))))
                : SideBySide.of(null, ask(question));
    }

    /** The exit code of complete answers, unless a deployment could not be asked. */
    static int exitCode(SideBySide<?> answers, int complete) {
        return answers.failed().isEmpty() ? complete : ExitCode.INPUT;
    }

    private <A> A ask(AwsConnection aws, String tableName, String where, Function<AuditTable, A> question) {
        try (AuditTable opened = AuditTable.open(aws, tableName)) {
            A answer = question.apply(opened);
            reportLeftOut(
                    where,
                    opened.unreadable().stream()
                            .map(UnreadableAttempt::sentence)
                            .toList());
            if (cost) {
                terminal()
                        .err()
                        .println(where + String.format(Locale.ROOT, "%.1f read request units", opened.readUnits()));
            }
            return answer;
        }
    }

    static Table.Cell placeCell(@Nullable AskedPlace place) {
        return Table.cell(place == null ? "" : place.label());
    }

    final boolean json() {
        return json;
    }

    final AwsConnection aws() {
        return connection.aws();
    }

    /** Calls a reader that throws an {@link IllegalArgumentException} if the argument's format is wrong. */
    static <T> T argument(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Says which attempts the answer leaves out. */
    final void reportLeftOut(String where, List<String> problems) {
        String begin = "ecs-retry: " + where + "left out: ";
        problems.stream().limit(MOST_UNREADABLE).forEach(problem -> terminal().tell(begin + Text.printable(problem)));
        if (problems.size() > MOST_UNREADABLE) {
            terminal().tell(begin + (problems.size() - MOST_UNREADABLE) + " more that cannot be read");
        }
    }
}
