package io.github.ecstaskretry.core.classify;

/** Something that a text of AWS can show and a {@link Recognition} can require. */
public sealed interface Sign permits Phrase, Fault {

    /** Whether the text shows it. */
    boolean isIn(Reading reading);
}
