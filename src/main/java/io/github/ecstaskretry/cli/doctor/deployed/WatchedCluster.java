package io.github.ecstaskretry.cli.doctor.deployed;

/**
 * A cluster that the function is to watch.
 *
 * @param status {@code ACTIVE}; {@code MISSING} where ECS knows none of that name
 */
public record WatchedCluster(String arn, String status) {}
