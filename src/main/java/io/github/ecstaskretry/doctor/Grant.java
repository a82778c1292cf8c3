package io.github.ecstaskretry.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What a resource's own policy allows a service.
 *
 * @param service such as {@code events.amazonaws.com}
 * @param action such as {@code lambda:InvokeFunction}
 * @param sourceArn for whom the service may do so; null: for anybody
 */
public record Grant(String service, String action, @Nullable String sourceArn) {

    static final String EVENTS = "events.amazonaws.com";

    boolean allows(String otherService, String otherAction, String otherSource) {
        return service.equals(otherService)
                && action.equals(otherAction)
                && (sourceArn == null || sourceArn.equals(otherSource));
    }
}
