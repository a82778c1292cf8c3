package io.github.ecstaskretry.standin.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.standin.lambda.FunctionError;
import io.github.ecstaskretry.standin.lambda.LambdaFunction;
import io.github.ecstaskretry.standin.wire.EventSink;
import io.github.ecstaskretry.standin.wire.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * EventBridge's default bus with the template's rules, and Lambda's asynchronous invocation behind it: an event that fails is
 * tried twice more, at once instead of after minutes, and then is in the dead-letter queue (AWS Lambda developer guide, "How
 * Lambda handles errors and retries with asynchronous invocation").
 */
public final class EventBus implements EventSink, AutoCloseable {

    private static final int TRIES = 3;

    private final Predicate<JsonNode> rules;
    private final CompletableFuture<LambdaFunction> function = new CompletableFuture<>();
    private final ExecutorService deliveries =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final List<Consumer<Delivery>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Predicate<JsonNode>> lost = new AtomicReference<>(event -> false);
    private final List<ObjectNode> deadLetters = new CopyOnWriteArrayList<>();

    /**
     * Has no target yet: events wait.
     *
     * @param rules which events are the function's
     */
    EventBus(Predicate<JsonNode> rules) {
        this.rules = rules;
    }

    /** Names the rules' target. */
    void target(LambdaFunction target) {
        function.complete(target);
    }

    /** An event that a service sends. */
    @Override
    public void accept(ObjectNode event) {
        if (rules.test(event) && !lost.get().test(event) && !deliveries.isShutdown()) {
            deliveries.execute(() -> deliver(event));
        }
    }

    /** From now on the bus loses these events of services. */
    public void lose(Predicate<JsonNode> events) {
        lost.set(events);
    }

    /** Delivers past the rules and waits: somebody invokes the function with an event. */
    public Delivery invoke(ObjectNode event) {
        return CompletableFuture.supplyAsync(() -> deliver(event), deliveries).join();
    }

    /** Calls the listener for every event that was handled from now on. */
    public void onDelivery(Consumer<Delivery> listener) {
        listeners.add(listener);
    }

    /** The dead-letter queue. */
    public List<ObjectNode> deadLetters() {
        return List.copyOf(deadLetters);
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }

    private Delivery deliver(ObjectNode event) {
        Delivery delivery = attempt(event, TRIES);
        if (delivery.answer() == null) {
            deadLetters.add(event);
        }
        listeners.forEach(listener -> listener.accept(delivery));
        return delivery;
    }

    private Delivery attempt(ObjectNode event, int triesLeft) {
        try {
            String answer = function.join().invoke(Json.write(event)).join();
            return new Delivery(event, Json.read(answer), null);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof FunctionError error)) {
                throw e;
            }
            return triesLeft > 1 ? attempt(event, triesLeft - 1) : new Delivery(event, null, error.getMessage());
        }
    }
}
