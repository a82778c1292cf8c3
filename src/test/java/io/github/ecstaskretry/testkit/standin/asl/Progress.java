package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;

/** Hears what an execution does, in order. */
public interface Progress {

    /** Nobody listens. */
    Progress NONE = new Progress() {
        @Override
        public void entered(String type, String state, JsonNode input) {}

        @Override
        public void exited(String type, String state, JsonNode output) {}

        @Override
        public void taskScheduled(String resource, JsonNode arguments) {}

        @Override
        public void taskSucceeded(String resource, JsonNode result) {}

        @Override
        public void taskFailed(String resource, StateError error) {}
    };

    void entered(String type, String state, JsonNode input);

    void exited(String type, String state, JsonNode output);

    void taskScheduled(String resource, JsonNode arguments);

    void taskSucceeded(String resource, JsonNode result);

    void taskFailed(String resource, StateError error);
}
