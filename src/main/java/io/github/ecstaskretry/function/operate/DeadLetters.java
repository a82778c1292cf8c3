package io.github.ecstaskretry.function.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.function.operate.DeadLetterQueue.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lists the messages of the dead-letter queue, and hands them to the function again, one at a time. SQS hides a received message from
 * others for a while, so this class releases each message that stays in the queue.
 */
final class DeadLetters {

    /** Longer than an invocation. */
    private static final Duration HIDDEN = Duration.ofSeconds(90);

    /** In characters; Lambda's answer has at most 6 MB (AWS Lambda developer guide, "Lambda quotas"). */
    private static final int LONGEST_LIST = 2_000_000;

    private final DeadLetterQueue queue;
    private final InstantSource clock;

    DeadLetters(DeadLetterQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    /** Receives messages until the queue has no others. Closing it releases the messages that were not deleted. */
    private final class Reception implements AutoCloseable {
        private final Set<String> seen = new HashSet<>();
        private final List<Letter> kept = new ArrayList<>();

        /** The next messages, each once; empty at the end of the queue. */
        List<Letter> next() {
            List<Letter> received = queue.receive(HIDDEN);
            List<Letter> fresh = new ArrayList<>();
            for (Letter letter : received) {
                kept.add(letter);
                if (seen.add(letter.id())) {
                    fresh.add(letter);
                }
            }
            return fresh;
        }

        void delete(Letter letter) {
            queue.delete(letter);
            kept.remove(letter);
        }

        @Override
        public void close() {
            kept.forEach(queue::release);
        }
    }

    /** Lists at most that many messages, and changes none. */
    Answered list(int limit, Instant until) {
        if (queue.name().isEmpty()) {
            return noQueue();
        }
        List<Object> messages = new ArrayList<>();
        boolean more = false;
        int length = 0;
        try (Reception reception = new Reception()) {
            List<Letter> letters = reception.next();
            while (!letters.isEmpty()) {
                for (Letter letter : letters) {
                    if (messages.size() < limit && length < LONGEST_LIST) {
                        messages.add(LetterView.of(letter, queue.name()));
                        length += letter.body().length();
                    } else {
                        more = true;
                    }
                }
                if (more || !clock.instant().isBefore(until)) {
                    more = true;
                    break;
                }
                letters = reception.next();
            }
        }
        String count = messages.size() + (messages.size() == 1 ? " message is" : " messages are");
        return Answered.done((more ? "At least " : "") + count + " in the dead-letter queue.")
                .with(Answered.MESSAGES, messages)
                .with("more", more);
    }

    /**
     * Handles messages, and deletes each that was handled. A message that fails stays in the queue and becomes visible again.
     *
     * @param ids of the messages; none: all
     * @param handler handles one event; throws if it cannot be handled
     */
    Answered redrive(List<String> ids, Instant until, Consumer<EventDocument> handler) {
        if (queue.name().isEmpty()) {
            return noQueue();
        }
        Set<String> wanted = new HashSet<>(ids);
        List<Object> handled = new ArrayList<>();
        List<Object> failed = new ArrayList<>();
        boolean more = false;
        try (Reception reception = new Reception()) {
            List<Letter> letters = reception.next();
            while (!letters.isEmpty() && !more) {
                for (Letter letter : letters) {
                    if (!ids.isEmpty() && !wanted.contains(letter.id())) {
                        continue;
                    }
                    if (!clock.instant().isBefore(until)) {
                        more = true;
                        break;
                    }
                    wanted.remove(letter.id());
                    try {
                        handle(letter, handler);
                        reception.delete(letter);
                        handled.add(letter.id());
                    } catch (RuntimeException e) {
                        failed.add(failure(letter.id(), e.getClass().getSimpleName(), String.valueOf(e.getMessage())));
                    }
                }
                letters = more || (!ids.isEmpty() && wanted.isEmpty()) ? List.of() : reception.next();
            }
        }
        return answer(handled, failed, more, more ? 0 : wanted.size());
    }

    private static Answered noQueue() {
        return Answered.refused(
                "The function does not know its dead-letter queue.",
                "Set RETRY_DEAD_LETTER_QUEUE to the queue's URL, as sam/template.yaml does.");
    }

    /** A message that is not found was handled before, or somebody else has just received it. */
    private static Answered answer(List<Object> handled, List<Object> failed, boolean more, int missing) {
        String message = handled.size() + (handled.size() == 1 ? " message was" : " messages were")
                + " handled and deleted"
                + (failed.isEmpty() ? "" : ", " + failed.size() + " failed and stay in the queue")
                + "." + (more ? " The time was over before all were tried." : "")
                + (missing == 0
                        ? ""
                        : " " + missing + (missing == 1 ? " is" : " are") + " not in the queue, or hidden.");
        String advice = more
                ? "Give the command again for the rest."
                : !failed.isEmpty()
                        ? "Cure what the errors name, then give the command again."
                        : missing > 0 && handled.isEmpty() ? "See what is there with 'ecs-retry dead-letters'." : null;
        Answered answer = advice == null ? Answered.done(message) : Answered.refused(message, advice);
        return answer.with("handled", handled).with("failed", failed).with("more", more);
    }

    private static Map<String, Object> failure(String id, String error, String message) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("id", id);
        failure.put("error", error);
        failure.put("message", message);
        return failure;
    }

    private static void handle(Letter letter, Consumer<EventDocument> handler) {
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
}
