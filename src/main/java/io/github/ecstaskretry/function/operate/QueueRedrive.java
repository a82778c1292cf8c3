package io.github.ecstaskretry.function.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.function.operate.DeadLetterQueue.Letter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One redrive of the dead-letter queue: its messages, and the result of each. */
final class QueueRedrive {

    private final Consumer<EventDocument> handler;
    private final BooleanSupplier timeIsOver;
    private final List<String> handled = new ArrayList<>();
    private final List<Object> failed = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final Map<String, List<String>> ambiguous = new LinkedHashMap<>();
    private boolean more;

    /**
     * Begins.
     *
     * @param handler handles one event; throws if it cannot be handled
     */
    QueueRedrive(Consumer<EventDocument> handler, BooleanSupplier timeIsOver) {
        this.handler = handler;
        this.timeIsOver = timeIsOver;
    }

    /**
     * The messages with these ids. Receives until each is there; the beginning of an id needs all messages, because it must be the
     * beginning of one id only.
     *
     * @param next gives further messages; none if there are no others
     */
    Set<Letter> named(List<String> ids, Supplier<List<Letter>> next, BooleanSupplier searchIsOver) {
        List<Letter> there = new ArrayList<>();
        boolean complete = false;
        while (!complete && !ids.stream().allMatch(id -> isWhole(id, there))) {
            if (searchIsOver.getAsBoolean()) {
                more = true;
                break;
            }
            List<Letter> received = next.get();
            there.addAll(received);
            complete = received.isEmpty();
        }
        Set<Letter> named = new LinkedHashSet<>();
        for (String id : ids) {
            List<Letter> matches = there.stream()
                    .filter(letter -> isWhole(id, there)
                            ? letter.id().equals(id)
                            : letter.id().startsWith(id))
                    .toList();
            if (matches.size() > 1) {
                ambiguous.put(id, matches.stream().map(Letter::id).toList());
            } else if (complete || isWhole(id, there)) {
                matches.stream().findFirst().ifPresentOrElse(named::add, () -> unknown.add(id));
            }
        }
        return named;
    }

    private static boolean isWhole(String id, List<Letter> there) {
        return there.stream().anyMatch(letter -> letter.id().equals(id));
    }

    /** Handles and deletes messages; returns false if the time was over before the last one. */
    boolean handle(Iterable<Letter> letters, Consumer<Letter> delete) {
        for (Letter letter : letters) {
            if (timeIsOver.getAsBoolean()) {
                more = true;
                return false;
            }
            try {
                handOver(letter);
                delete.accept(letter);
                handled.add(letter.id());
            } catch (RuntimeException e) {
                Map<String, Object> failure = new LinkedHashMap<>();
                failure.put("id", letter.id());
                failure.put("error", e.getClass().getSimpleName());
                failure.put("message", String.valueOf(e.getMessage()));
                failed.add(failure);
            }
        }
        return true;
    }

    private void handOver(Letter letter) {
        JsonNode body =
                Json.tryParse(letter.body()).orElseThrow(() -> new IllegalArgumentException("the message is not JSON"));
        for (EventDocument event : EventDocument.of(body)) {
            if (event.read() instanceof Incoming.Ordered ordered
                    && (ordered.command().instruction() instanceof Command.Redrive
                            || ordered.command().instruction() instanceof Command.ListDeadLetters)) {
                throw new IllegalArgumentException("a command about this queue is not redriven from it");
            }
            handler.accept(event);
        }
    }

    Answered answer() {
        List<String> message = new ArrayList<>();
        List<String> advice = new ArrayList<>();
        message.add(handled.size() + (handled.size() == 1 ? " message was" : " messages were") + " handled and deleted"
                + (failed.isEmpty()
                        ? ""
                        : ", " + failed.size() + (failed.size() == 1 ? " failed and stays" : " failed and stay")
                                + " in the queue")
                + ".");
        if (more) {
            message.add("The time was over before all were tried.");
            advice.add("Give the command again for the rest.");
        } else if (!failed.isEmpty()) {
            advice.add("Cure what the errors name, then give the command again.");
        }
        if (!unknown.isEmpty()) {
            message.add("No message in the queue has the id " + String.join(" or ", unknown) + ".");
            advice.add(
                    "List the messages with 'ecs-retry dead-letters'. One that is not listed was handled and deleted, or"
                            + " another reader hides it for a minute or two.");
        }
        if (!ambiguous.isEmpty()) {
            ambiguous.forEach((id, ids) -> message.add(
                    "The ids of " + ids.size() + " messages begin with " + id + ": " + String.join(", ", ids) + "."));
            advice.add("Give more of the id.");
        }
        String sentences = String.join(" ", message);
        Answered answer =
                advice.isEmpty() ? Answered.done(sentences) : Answered.refused(sentences, String.join(" ", advice));
        unknown.addAll(ambiguous.keySet());
        return answer.with("handled", handled)
                .with("failed", failed)
                .with("unknown", unknown)
                .with("more", more);
    }
}
