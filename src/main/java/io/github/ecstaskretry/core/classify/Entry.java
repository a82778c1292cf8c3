package io.github.ecstaskretry.core.classify;

import java.util.List;

/**
 * One line of the catalogue: a cause with a kind, and how it is recognised. A cause whose kind depends on the words has
 * several entries.
 *
 * @param cause what is recognised
 * @param vague true when it says little (a signal without a reason, "did not start"): it gives way to whatever any other
 *     container tells
 * @param when one of these must hold; none for the causes that {@link Classifier} gives by itself
 */
public record Entry(Cause cause, boolean vague, List<Recognition> when) {

    /** Keeps a copy. */
    public Entry {
        when = List.copyOf(when);
    }
}
