package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.function.operate.DeadLetterQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The messages that operators redrive with the function's own command. A received message stays hidden until it is released. */
final class Letters {

    /** The most messages that SQS gives at a time (Amazon SQS API reference, {@code ReceiveMessage}). */
    private static final int MOST = 10;

    private final Timeline timeline;
    private final Consumer<String> redrive;
    private final Map<String, Stored> letters = new LinkedHashMap<>();
    private final Set<String> handledEvents = new HashSet<>();

    Letters(Timeline timeline, Consumer<String> redrive) {
        this.timeline = timeline;
        this.redrive = redrive;
    }

    private static final class Stored {
        private final DeadLetterQueue.Letter letter;
        private final String event;
        private Instant visible = Instant.MIN;
        private boolean deleted;

        Stored(DeadLetterQueue.Letter letter, String event) {
            this.letter = letter;
            this.event = event;
        }
    }

    /** Keeps an event until somebody redrives it. */
    void send(ObjectNode event, String body, Duration untilRedriven) {
        String id = UUID.nameUUIDFromBytes(new byte[] {(byte) letters.size()}).toString();
        letters.put(
                id,
                new Stored(
                        new DeadLetterQueue.Letter(id, id, timeline.now(), 1, body, null, null),
                        event.path("id").asText()));
        timeline.after(untilRedriven, () -> redrive.accept(id));
    }

    boolean has(String id) {
        return !letters.get(id).deleted;
    }

    /** The function has handled the event of this id, which came from a message. */
    void handled(String eventId) {
        handledEvents.add(eventId);
    }

    /** The messages that were never handled. */
    List<String> left() {
        return ids(letters.values().stream().filter(stored -> !stored.deleted).toList());
    }

    /** The messages that were deleted, and whose event was never handled. */
    List<String> lost() {
        return ids(letters.values().stream()
                .filter(stored -> stored.deleted && !handledEvents.contains(stored.event))
                .toList());
    }

    private static List<String> ids(List<Stored> stored) {
        return stored.stream()
                .map(one -> one.letter.id() + " with " + one.event)
                .toList();
    }

    /** The queue as an invocation reaches it. */
    DeadLetterQueue client(Calls calls) {
        return new DeadLetterQueue() {
            @Override
            public String name() {
                return "dead-letters";
            }

            @Override
            public List<Letter> receive(Duration hidden) {
                return call("ReceiveMessage", () -> received(hidden));
            }

            @Override
            public void release(Letter letter) {
                call("ChangeMessageVisibility", () -> letters.get(letter.id()).visible = timeline.now());
            }

            @Override
            public void delete(Letter letter) {
                call("DeleteMessage", () -> letters.get(letter.id()).deleted = true);
            }

            private <T> T call(String name, Supplier<T> effect) {
                return calls.call(Service.SQS, name, SqsException::builder, effect);
            }
        };
    }

    private List<DeadLetterQueue.Letter> received(Duration hidden) {
        List<DeadLetterQueue.Letter> received = new ArrayList<>();
        for (Stored stored : letters.values()) {
            if (!stored.deleted && !stored.visible.isAfter(timeline.now()) && received.size() < MOST) {
                stored.visible = timeline.now().plus(hidden);
                received.add(stored.letter);
            }
        }
        return received;
    }
}
