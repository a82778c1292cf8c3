package io.github.ecstaskretry.doctor;

/**
 * An alarm that is in {@code ALARM}.
 *
 * @param meaning its description
 * @param reason what CloudWatch has seen
 */
public record Alarm(String name, String meaning, String reason) {}
