package io.github.ecstaskretry.cli.doctor.deployed;

/**
 * One of the stack's alarms.
 *
 * @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}; {@link #MISSING} where CloudWatch knows none of that name
 * @param actions how many things it does, such as to report to a topic, when it goes off
 * @param actsOnState whether its actions are enabled
 * @param meaning its description
 * @param reason what CloudWatch has seen
 */
public record Alarm(String name, String state, int actions, boolean actsOnState, String meaning, String reason) {

    public static final String MISSING = "MISSING";

    /** One that the stack has and CloudWatch has not. */
    public static Alarm missing(String name) {
        return new Alarm(name, MISSING, 0, false, "", "");
    }
}
