package io.github.ecstaskretry.testkit.standin.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;

/** An invocation that the function has failed. */
public final class FunctionError extends Exception {

    private static final long serialVersionUID = 1L;

    /** With what became of the function. */
    public FunctionError(String message) {
        super(message);
    }

    /**
     * From the runtime's report, without its stack trace.
     *
     * @param report JSON with {@code errorType} and {@code errorMessage}
     */
    static FunctionError reported(String report) {
        JsonNode error = Json.read(report);
        return new FunctionError(error.path("errorType").asText() + ": "
                + error.path("errorMessage").asText());
    }
}
