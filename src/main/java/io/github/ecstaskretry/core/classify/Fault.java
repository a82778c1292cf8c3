package io.github.ecstaskretry.core.classify;

import java.util.List;
import java.util.Set;

/**
 * What went wrong, whatever it happened to: access denied, not found, throttled. A text with a known error code has the fault of
 * that code and no other; a text without one has each fault whose words stand in it.
 *
 * @param id a stable name such as {@code denied}
 * @param kind the kind of a cause that this fault alone decides
 * @param codes the error codes that mean this fault
 * @param words the phrases that mean it
 */
public record Fault(String id, CauseKind kind, List<ErrorCode> codes, Set<Phrase> words) implements Sign {

    /** Keeps copies. */
    public Fault {
        codes = List.copyOf(codes);
        words = Set.copyOf(words);
    }

    @Override
    public boolean isIn(Reading reading) {
        ErrorCodes.Known code = reading.code();
        if (code != null) {
            return code.fault().equals(this);
        }
        return reading.shows(words);
    }

    /** Faults are compared by their id: a catalogue has each once. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Fault fault && fault.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
