package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that a stand-in has answered.
 *
 * @param caller who called
 * @param service {@code ECS}, {@code StepFunctions}, {@code SNS} or {@code DynamoDB}
 * @param operation such as {@code RunTask}
 * @param time when it was answered
 * @param request the request; of the Query protocol the form's fields
 * @param status the HTTP status of the answer
 * @param error the error's type; null if the call succeeded
 */
public record Call(
        Caller caller,
        String service,
        String operation,
        Instant time,
        JsonNode request,
        int status,
        @Nullable String error) {

    boolean is(String otherService, String otherOperation) {
        return service.equals(otherService) && operation.equals(otherOperation);
    }
}
