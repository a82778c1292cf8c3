package io.github.ecstaskretry.testkit.standin.sns;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The messages that were published, oldest first. */
public final class SnsMessages {

    private final List<SnsMessage> messages = new CopyOnWriteArrayList<>();
    private final List<Consumer<SnsMessage>> listeners = new CopyOnWriteArrayList<>();

    public List<SnsMessage> all() {
        return List.copyOf(messages);
    }

    public void clear() {
        messages.clear();
    }

    /** Calls the listener for every message from now on. */
    public void onMessage(Consumer<SnsMessage> listener) {
        listeners.add(listener);
    }

    void add(SnsMessage message) {
        messages.add(message);
        listeners.forEach(listener -> listener.accept(message));
    }
}
