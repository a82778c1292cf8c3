package io.github.ecstaskretry.cli.doctor.deployed;

/**
 * What calls the function every five minutes.
 *
 * @param state {@code ENABLED} or {@code DISABLED}
 * @param targetArn what it calls
 */
public record Schedule(String name, String state, String targetArn) {}
