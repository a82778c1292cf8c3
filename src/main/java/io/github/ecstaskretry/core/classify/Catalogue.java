package io.github.ecstaskretry.core.classify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The failure catalogue. The order is the priority: a text goes to the first entry that recognises it, so the more specific
 * entries come first.
 *
 * @param version raised when an entry's meaning changes
 * @param faults with the error codes that decide them
 * @param entries in order
 */
public record Catalogue(int version, List<Fault> faults, List<CatalogueEntry> entries) {

    /** The work was done; recognised by {@link Classifier}, not by words. */
    public static final String SUCCEEDED = "succeeded";

    /** The container was killed for memory; never a success, whatever the exit code. */
    static final String OUT_OF_MEMORY = "out-of-memory";

    /** Nothing in the catalogue recognised the stop. */
    public static final String UNRECOGNISED = "unrecognised";

    /** Throws an {@link IllegalArgumentException} if {@link #SUCCEEDED} or {@link #UNRECOGNISED} is missing or has another kind. */
    public Catalogue {
        faults = List.copyOf(faults);
        entries = List.copyOf(entries);
        requireKind(entries, SUCCEEDED, CauseKind.SUCCESS);
        requireKind(entries, UNRECOGNISED, CauseKind.AMBIGUOUS);
    }

    private static void requireKind(List<CatalogueEntry> entries, String id, CauseKind kind) {
        Optional<Cause> cause = cause(entries, id);
        if (cause.isEmpty() || cause.get().kind() != kind) {
            throw new IllegalArgumentException("the catalogue must have the cause '" + id + "' of kind " + kind.word());
        }
    }

    /** The cause with this id; if it has several kinds, the first. */
    public Optional<Cause> cause(String id) {
        return cause(entries, id);
    }

    /** A plain loop, because streams and lambdas slow the start of the program. */
    private static Optional<Cause> cause(List<CatalogueEntry> entries, String id) {
        for (CatalogueEntry entry : entries) {
            if (entry.cause().id().equals(id)) {
                return Optional.of(entry.cause());
            }
        }
        return Optional.empty();
    }

    /** Every cause, in order; one with several kinds or explanations appears once for each. */
    public List<Cause> causes() {
        return entries.stream().map(CatalogueEntry::cause).distinct().toList();
    }

    /** Every cause's id, in order. */
    public Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        entries.forEach(entry -> ids.add(entry.cause().id()));
        return ids;
    }
}
