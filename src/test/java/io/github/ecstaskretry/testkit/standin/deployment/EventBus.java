package io.github.ecstaskretry.testkit.standin.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.lambda.FunctionError;
import io.github.ecstaskretry.testkit.standin.lambda.LambdaFunction;
import io.github.ecstaskretry.testkit.standin.sqs.QueueStandIn;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.Invocation;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * EventBridge's default bus with the template's rules, and Lambda's asynchronous invocation behind it: an event that fails is
 * tried twice more, at once instead of after minutes, and then is in the dead-letter queue (AWS Lambda developer guide, "How
 * Lambda handles errors and retries with asynchronous invocation").
 */
public final class EventBus implements EventSink, AutoCloseable {

    private static final int TRIES = 3;

    private final Predicate<JsonNode> rules;
    private final BlockingQueue<LambdaFunction> free = new LinkedBlockingQueue<>();
    private final ExecutorService deliveries = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Consumer<Delivery>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Predicate<JsonNode>> toLose = new AtomicReference<>(event -> false);
    private final List<ObjectNode> lost = new CopyOnWriteArrayList<>();
    private final QueueStandIn deadLetters;

    /**
     * Has no target yet: events wait.
     *
     * @param rules which events are the function's
     * @param deadLetters where Lambda sends an event after the last try
     */
    EventBus(Predicate<JsonNode> rules, QueueStandIn deadLetters) {
        this.rules = rules;
        this.deadLetters = deadLetters;
    }

    /** Adds an execution environment of the rules' target; each handles one event at a time. */
    void target(LambdaFunction environment) {
        free.add(environment);
    }

    /** An event that a service sends. */
    @Override
    public void accept(ObjectNode event) {
        if (!rules.test(event)) {
            return;
        }
        if (toLose.get().test(event)) {
            lost.add(event);
        } else if (!deliveries.isShutdown()) {
            deliveries.execute(() -> deliverUnlessClosed(event));
        }
    }

    /** From now on the bus loses these events of services. */
    public void lose(Predicate<JsonNode> events) {
        toLose.set(events);
    }

    /** The events for the function that were lost. */
    public List<ObjectNode> lost() {
        return List.copyOf(lost);
    }

    /** Delivers past the rules and waits: somebody invokes the function with an event. */
    public Delivery invoke(ObjectNode event) {
        return deliver(event);
    }

    /** Sends the dead letters to the function again, as an operator does after a repair. */
    public void redrive() {
        List<ObjectNode> letters = deadLetters();
        deadLetters.purge();
        letters.forEach(letter -> deliveries.execute(() -> deliverUnlessClosed(letter)));
    }

    /** Calls the listener for every event that was handled from now on. */
    public void onDelivery(Consumer<Delivery> listener) {
        listeners.add(listener);
    }

    /** Invokes the function once and waits, as {@code Invoke} does: a failure is the caller's. */
    ObjectNode invokeOnce(ObjectNode event) {
        Delivery delivery = attempt(event, 1);
        listeners.forEach(listener -> listener.accept(delivery));
        if (delivery.answer() == null) {
            throw new Invocation.FailedException(String.valueOf(delivery.error()));
        }
        return (ObjectNode) delivery.answer();
    }

    /** The events in the dead-letter queue. */
    public List<ObjectNode> deadLetters() {
        return deadLetters.bodies().stream()
                .map(body -> (ObjectNode) Json.read(body).path("requestPayload"))
                .toList();
    }

    @Override
    public void close() {
        deliveries.shutdownNow();
    }

    /** Closing the bus interrupts deliveries, which is no failure. */
    private void deliverUnlessClosed(ObjectNode event) {
        try {
            deliver(event);
        } catch (RuntimeException e) {
            if (!deliveries.isShutdown()) {
                throw e;
            }
        }
    }

    private Delivery deliver(ObjectNode event) {
        Delivery delivery = attempt(event, TRIES);
        if (delivery.answer() == null) {
            deadLetters.send(Json.write(record(event, delivery.error())), Map.of());
        }
        listeners.forEach(listener -> listener.accept(delivery));
        return delivery;
    }

    /** AWS Lambda developer guide, "Capturing records of Lambda asynchronous invocations". */
    private static ObjectNode record(ObjectNode event, @Nullable String error) {
        String[] failure = String.valueOf(error).split(": ", 2);
        ObjectNode record = Json.object()
                .put("version", "1.0")
                .put("timestamp", Instant.now().toString());
        record.putObject("requestContext")
                .put("requestId", UUID.randomUUID().toString())
                .put("condition", "RetriesExhausted")
                .put("approximateInvokeCount", TRIES);
        record.set("requestPayload", event);
        record.putObject("responseContext")
                .put("statusCode", 200)
                .put("executedVersion", "$LATEST")
                .put("functionError", "Unhandled");
        record.putObject("responsePayload")
                .put("errorType", failure[0])
                .put("errorMessage", failure.length == 2 ? failure[1] : failure[0]);
        return record;
    }

    private Delivery attempt(ObjectNode event, int triesLeft) {
        try {
            return new Delivery(event, Json.read(answer(Json.write(event))), null);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof FunctionError error)) {
                throw e;
            }
            return triesLeft > 1 ? attempt(event, triesLeft - 1) : new Delivery(event, null, error.getMessage());
        }
    }

    private String answer(String event) {
        LambdaFunction environment;
        try {
            environment = free.take();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the bus is closed", closing);
        }
        try {
            return environment.invoke(event).join();
        } finally {
            free.add(environment);
        }
    }
}
