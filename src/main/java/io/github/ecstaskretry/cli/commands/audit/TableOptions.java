package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ConnectionOptions;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Terminal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which table is read, and how AWS is asked. */
final class TableOptions {

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The attempts table, the stack's output TableName; default: the variable RETRY_TABLE.")
    private @Nullable String table;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--cost", description = "Say on standard error how many read request units it took.")
    private boolean cost;

    /**
     * Connects to the table.
     *
     * @throws InputError when none is named
     */
    AuditTable open() {
        String name = table == null ? System.getenv("RETRY_TABLE") : table;
        if (name == null || name.isBlank()) {
            throw new InputError(
                    "which table? Give --table NAME or set RETRY_TABLE: it is the stack's output TableName, told by\n"
                            + "  aws cloudformation describe-stacks --stack-name ecs-task-retry"
                            + " --query \"Stacks[0].Outputs[?OutputKey=='TableName'].OutputValue\" --output text");
        }
        return AuditTable.open(aws(), name);
    }

    /** How AWS is asked. */
    AwsConnection aws() {
        return connection.aws();
    }

    /** Says what reading has cost, when asked to. */
    void tellCost(AuditTable read, Terminal terminal) {
        if (cost) {
            terminal.err().println(String.format(Locale.ROOT, "%.1f read request units", read.readUnits()));
        }
    }
}
