package io.github.ecstaskretry.cli.commands.audit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A cluster by its name or its ARN: the name. A table holds what stopped in one account and Region. */
final class ClusterConverter implements ITypeConverter<String> {

    /** Amazon ECS API reference, CreateCluster, {@code clusterName}. */
    private static final Pattern CLUSTER =
            Pattern.compile("(?:arn:[^:]+:ecs:[^:]*:[^:]*:cluster/)?(?<name>[A-Za-z0-9_-]{1,255})");

    @Override
    public String convert(String text) {
        Matcher cluster = CLUSTER.matcher(text);
        if (!cluster.matches()) {
            throw new TypeConversionException(
                    "expected a cluster's whole name or its ARN; * is no wildcard here; found '" + text + "'");
        }
        return cluster.group("name");
    }
}
