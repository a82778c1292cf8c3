package io.github.ecstaskretry.function.operate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A dead-letter queue in memory, which gives two messages at a time. A hidden message stays hidden until it is released. */
public final class MemoryLetters implements DeadLetterQueue {

    private final Map<String, Letter> letters = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    String unreleasable = "";

    /** A message of Lambda has no error attributes. */
    void send(String id, String body, String error, String errorMessage) {
        letters.put(id, new Letter(id, id, Instant.parse("2026-01-31T12:00:00Z"), 1, body, error, errorMessage));
    }

    List<String> visible() {
        return letters.keySet().stream().filter(id -> !hidden.contains(id)).toList();
    }

    @Override
    public String name() {
        return "dead-letters";
    }

    @Override
    public List<Letter> receive(Duration forHowLong) {
        List<Letter> received =
                new ArrayList<>(visible().stream().limit(2).map(letters::get).toList());
        received.forEach(letter -> hidden.add(letter.id()));
        return received;
    }

    @Override
    public void release(Letter letter) {
        if (letter.id().equals(unreleasable)) {
            throw new IllegalStateException(letter.id() + " cannot be released");
        }
        hidden.remove(letter.id());
    }

    @Override
    public void delete(Letter letter) {
        letters.remove(letter.id());
    }
}
