package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;

/** Calls the service of a Task. */
@FunctionalInterface
public interface ServiceCall {

    /**
     * Calls the service.
     *
     * @param resource of the Task
     * @param arguments as they were evaluated
     * @throws StateError by the name that Retry and Catch know
     */
    JsonNode call(String resource, JsonNode arguments) throws StateError;

    /** A new task token, for a {@code .waitForTaskToken} task that is about to be called. */
    default String newToken() {
        throw new UnsupportedOperationException("no task waits for a token here");
    }

    /**
     * Waits until somebody sends the end of the task with this token.
     *
     * @throws StateError the failure that was sent
     */
    default JsonNode await(String token) throws StateError, InterruptedException {
        throw new UnsupportedOperationException("no task waits for a token here");
    }
}
