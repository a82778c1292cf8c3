package io.github.ecstaskretry.cli.doctor.deployed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of EventBridge.
 *
 * @param enabled whether it is not {@code DISABLED}: there are two states in which it is enabled
 * @param deaf what it was tried with and does not let through, such as {@code a stopped task of cluster …}; none when all is well
 * @param targets where it hands events over
 */
public record EventRule(
        String name, String arn, boolean enabled, Reading<List<String>> deaf, Reading<List<Target>> targets) {

    /**
     * A target.
     *
     * @param deadLetterArn the queue that keeps what cannot be handed over
     */
    public record Target(String arn, @Nullable String deadLetterArn) {}
}
