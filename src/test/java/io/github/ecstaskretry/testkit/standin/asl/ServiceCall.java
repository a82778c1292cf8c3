package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;

/** What a Task calls. */
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
}
