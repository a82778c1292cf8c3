package io.github.ecstaskretry.store;

import java.time.Duration;

/**
 * Where and how long attempts are kept.
 *
 * @param name the table's
 * @param stateMachine whose executions launch the re-runs
 * @param retention from an attempt's stop until DynamoDB may delete it
 */
public record AttemptTable(String name, StateMachineArn stateMachine, Duration retention) {}
