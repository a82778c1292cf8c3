package io.github.ecstaskretry.cli.doctor.deployed;

import io.github.ecstaskretry.core.policy.Glob;
import org.jspecify.annotations.Nullable;

/**
 * What a resource's own policy allows a service.
 *
 * @param service such as {@code events.amazonaws.com}
 * @param action such as {@code lambda:InvokeFunction}; may have {@code *}
 * @param sourceArn for whom the service may do so, and may have {@code *}; null: for anybody
 */
public record Grant(String service, String action, @Nullable String sourceArn) {

    public static final String EVENTS = "events.amazonaws.com";

    public boolean allows(String otherService, String otherAction, String otherSource) {
        return service.equals(otherService)
                && new Glob(action).matchesIgnoringCase(otherAction)
                && (sourceArn == null || new Glob(sourceArn).matches(otherSource));
    }
}
