package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.StackOutputs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which attempts table to read. */
public final class TableOptions {

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description =
                    "The attempts table; default: the output TableName of --stack, or the variable RETRY_TABLE if there is no --stack.")
    private @Nullable String table;

    /** Asks the stack only if nothing else names the table. */
    public String name(AwsConnection aws, StackOption stack, String policy) {
        return stack.part(table, "RETRY_TABLE", aws, policy, "--table NAME", "TableName");
    }

    /** The same of one of several deployments: RETRY_TABLE cannot name the tables of all. */
    public String nameIn(AwsConnection aws, StackOption stack, String policy) {
        return table == null
                ? StackOutputs.read(aws, stack.name(), policy, "--table NAME.").value("TableName")
                : table;
    }
}
