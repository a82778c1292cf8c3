package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which attempts table to read. */
public final class TableOptions {

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "The attempts table; default: the variable RETRY_TABLE, else the stack's output TableName.")
    private @Nullable String table;

    /** Asks the stack only if nothing else names the table. */
    public String name(AwsConnection aws, StackOption stack, String policy) {
        String name = table == null ? System.getenv("RETRY_TABLE") : table;
        return name == null || name.isBlank()
                ? stack.outputs(aws, policy, "--table NAME, or set RETRY_TABLE.")
                        .value("TableName")
                : name;
    }
}
