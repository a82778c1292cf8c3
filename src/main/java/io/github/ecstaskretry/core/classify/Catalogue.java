package io.github.ecstaskretry.core.classify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The failure catalogue. The order is the priority: the first entry that recognises a text has it, so the more specific ones
 * come first.
 *
 * @param version raised when an entry's meaning changes
 * @param entries in order
 */
public record Catalogue(int version, List<Entry> entries) {

    /** The work was done (design, section 11); recognised by {@link Classifier}, not by words. */
    public static final String SUCCEEDED = "succeeded";

    /** Nothing in the catalogue recognised the stop. */
    public static final String UNRECOGNISED = "unrecognised";

    /**
     * Keeps a copy.
     *
     * @throws IllegalArgumentException when {@link #SUCCEEDED} or {@link #UNRECOGNISED} is missing or of another kind
     */
    public Catalogue {
        entries = List.copyOf(entries);
        requireKind(entries, SUCCEEDED, CauseKind.SUCCESS);
        requireKind(entries, UNRECOGNISED, CauseKind.AMBIGUOUS);
    }

    private static void requireKind(List<Entry> entries, String id, CauseKind kind) {
        boolean there =
                entries.stream().map(Entry::cause).anyMatch(cause -> cause.id().equals(id) && cause.kind() == kind);
        if (!there) {
            throw new IllegalArgumentException("the catalogue must have the cause '" + id + "' of kind " + kind.word());
        }
    }

    /** The cause of that id; where it has several kinds, the one that comes first. */
    public Optional<Cause> cause(String id) {
        return entries.stream()
                .map(Entry::cause)
                .filter(cause -> cause.id().equals(id))
                .findFirst();
    }

    /** Every cause, in order; one with several kinds or explanations is there once for each. */
    public List<Cause> causes() {
        return entries.stream().map(Entry::cause).distinct().toList();
    }

    /** Every cause's id, in order. */
    public Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        entries.forEach(entry -> ids.add(entry.cause().id()));
        return ids;
    }
}
