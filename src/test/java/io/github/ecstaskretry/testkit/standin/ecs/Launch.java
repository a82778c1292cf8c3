package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * One accepted RunTask request.
 *
 * @param request as it came, in the API's camel case
 * @param family of the task definition
 * @param number counted from 1 for each family, refused and failed launches included
 */
public record Launch(ObjectNode request, String family, int number) {

    public @Nullable String startedBy() {
        return Json.text(request, "startedBy");
    }

    /** The task's memory in MiB, if the request overrides it; else that of the smallest Fargate task. */
    public long memory() {
        return request.path("overrides").path("memory").asLong(NewTask.DEFAULT_MEMORY);
    }

    /** The first capacity provider of the request; empty if it names none. */
    public String capacityProvider() {
        return request.path("capacityProviderStrategy")
                .path(0)
                .path("capacityProvider")
                .asText();
    }

    public @Nullable String clientToken() {
        return Json.text(request, "clientToken");
    }
}
