package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * Takes the events that a stand-in sends to EventBridge's default bus. It is called on the stand-in's thread and should not
 * wait.
 */
@FunctionalInterface
public interface EventSink extends Consumer<ObjectNode> {

    /** Nobody listens. */
    EventSink NONE = event -> {};
}
