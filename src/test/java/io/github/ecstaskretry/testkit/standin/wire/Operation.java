package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of a service: a request gives an answer, or throws an {@link AwsError}. */
@FunctionalInterface
public interface Operation {

    ObjectNode call(ObjectNode request);
}
