package io.github.ecstaskretry.cli.doctor.deployed;

/**
 * The wait-and-run state machine.
 *
 * @param status such as {@code ACTIVE}
 * @param type {@code STANDARD} or {@code EXPRESS}
 * @param logsData whether its log has the executions' data
 */
public record Machine(String arn, String status, String type, boolean logsData) {}
