package io.github.ecstaskretry.core.classify;

/** Something that a text of AWS can show, and that a {@link Recognition} asks for. */
public sealed interface Sign permits Phrase, Fault {

    /** Whether the text shows it. */
    boolean isIn(Reading reading);
}
