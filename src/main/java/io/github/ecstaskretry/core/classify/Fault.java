package io.github.ecstaskretry.core.classify;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, independent of the resource: access denied, not found, throttled. A text with a known error code has the fault of
 * that code and no other; a text without a code has each fault whose words it contains.
 *
 * @param id a stable name such as {@code denied}
 * @param kind the kind of a cause that this fault alone decides
 * @param codes the error codes that mean this fault
 * @param words the phrases that mean it
 */
public record Fault(String id, CauseKind kind, List<ErrorCode> codes, Set<Phrase> words) implements Sign {

    public Fault {
        codes = List.copyOf(codes);
        words = Set.copyOf(words);
    }

    /** The same fault, shown by its codes only. */
    public Fault withoutWords() {
        return new Fault(id, kind, codes, Set.of());
    }

    /** Written by hand, like {@link #equals}: to hash every code and phrase took most of the time in which the catalogue is read. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fault fault
                && id.equals(fault.id)
                && kind == fault.kind
                && codes.equals(fault.codes)
                && words.equals(fault.words);
    }

    @Override
    public boolean isIn(Reading reading) {
        ErrorCodes.Known code = reading.code();
        return code == null ? reading.shows(words) : code.fault().id().equals(id);
    }
}
