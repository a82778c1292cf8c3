package io.github.ecstaskretry.core.policy;

/**
 * What a rule changes in the launch of the next attempt (design, section 18).
 *
 * @param launch wins over the policy's {@code launch}
 */
public record LaunchChange(LaunchParameters launch) {

    /** Changes nothing. */
    public static final LaunchChange NONE = new LaunchChange(LaunchParameters.NOTHING);
}
