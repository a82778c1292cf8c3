package io.github.ecstaskretry.core.classify;

import java.util.List;

/**
 * One entry of the catalogue: a cause with a kind, and how it is recognised. A cause whose kind depends on the words has several
 * entries.
 *
 * @param cause what the entry recognises
 * @param vague whether the cause says little (a signal without a reason, "did not start"); the cause of any other container then takes
 *     precedence
 * @param when one of these must hold; empty for the causes that {@link Classifier} assigns without the catalogue
 */
public record CatalogueEntry(Cause cause, boolean vague, List<Recognition> when) {

    public CatalogueEntry {
        when = List.copyOf(when);
    }
}
