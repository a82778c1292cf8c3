package io.github.ecstaskretry.cli.man;

import io.github.ecstaskretry.cli.man.ManPage.Block;
import java.util.List;
import java.util.stream.Stream;

/** What the environment tells the commands; the AWS SDK reads those that begin with {@code AWS_}. */
final class EnvironmentVariables {

    private static final List<Block> OF_THE_TABLE =
            List.of(new Block.Item("RETRY_TABLE", "The attempts table, where --table names none."));

    private static final List<Block> OF_AWS = List.of(
            new Block.Item("AWS_REGION, AWS_DEFAULT_REGION", "The Region, where --region names none."),
            new Block.Item("AWS_PROFILE", "The profile, where --profile names none."),
            new Block.Item("AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN", "Credentials."),
            new Block.Item(
                    "AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE",
                    "Where the profiles are; default: ~/.aws/config and ~/.aws/credentials."),
            new Block.Item(
                    "AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL",
                    "Another address than AWS's, where --endpoint-url names none."));

    private static final List<Block> OF_ALL = List.of(
            new Block.Item("NO_COLOR", "Not empty: no colours, which appear on a terminal only."),
            new Block.Item("JAVA_HOME", "The JDK to run with, version 25 or newer."));

    private EnvironmentVariables() {}

    /** The variables that matter to a command which reads the table, asks AWS, or does not. */
    static List<Block> of(boolean readsTable, boolean asksAws) {
        return Stream.of(readsTable ? OF_THE_TABLE : List.<Block>of(), asksAws ? OF_AWS : List.<Block>of(), OF_ALL)
                .flatMap(List::stream)
                .toList();
    }
}
