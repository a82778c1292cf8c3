package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.function.operate.DeadLetterQueue.Letter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lists the messages of the dead-letter queue, and hands them to the function again, one at a time. SQS hides a received message from
 * others for a while, so this class releases each message that stays in the queue.
 */
record DeadLetters(DeadLetterQueue queue, InstantSource clock) {

    /** Longer than an invocation. */
    private static final Duration HIDDEN = Duration.ofSeconds(90);

    /** In characters; Lambda's answer has at most 6 MB (AWS Lambda developer guide, "Lambda quotas"). */
    private static final int LONGEST_LIST = 2_000_000;

    /** Receives messages until the queue has no others. Closing it releases the messages that were not deleted. */
    private final class Reception implements AutoCloseable {
        private final Instant until;
        private final Set<String> seen = new HashSet<>();
        private final List<Letter> kept = new ArrayList<>();

        Reception(Instant until) {
            this.until = until;
        }

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

        /** SQS itself shows those again for which there is no time. */
        @Override
        public void close() {
            List<RuntimeException> failures = new ArrayList<>();
            kept.stream().takeWhile(letter -> !isOver(until)).forEach(letter -> {
                try {
                    queue.release(letter);
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            });
            if (!failures.isEmpty()) {
                throw failures.getFirst();
            }
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
        try (Reception reception = new Reception(until)) {
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
                if (more || isOver(until)) {
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
     * @param ids of the messages, or the beginnings of their ids; none: all messages
     * @param handler handles one event; throws if it cannot be handled
     */
    Answered redrive(List<String> ids, Instant until, Consumer<EventDocument> handler) {
        if (queue.name().isEmpty()) {
            return noQueue();
        }
        Instant now = clock.instant();
        Instant half = now.plus(Duration.between(now, until).dividedBy(2));
        QueueRedrive redrive = new QueueRedrive(handler, () -> isOver(until));
        try (Reception reception = new Reception(until)) {
            if (ids.isEmpty()) {
                List<Letter> letters = reception.next();
                while (!letters.isEmpty() && redrive.handle(letters, reception::delete)) {
                    letters = reception.next();
                }
            } else {
                redrive.handle(redrive.named(ids, reception::next, () -> isOver(half)), reception::delete);
            }
        }
        return redrive.answer();
    }

    private boolean isOver(Instant time) {
        return !clock.instant().isBefore(time);
    }

    private static Answered noQueue() {
        return Answered.refused(
                "The function does not know its dead-letter queue.",
                "Set RETRY_DEAD_LETTER_QUEUE to the queue's URL, as sam/template.yaml does.");
    }
}
