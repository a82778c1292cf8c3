package io.github.ecstaskretry.core.classify;

/** What a cause says about trying again (design, section 3). */
public enum CauseKind {
    /** Running the very same task again has a fair chance to succeed. */
    TRANSIENT,
    /** Running it unchanged fails the same way. */
    PERMANENT,
    /** The facts fit both; the policy decides. */
    AMBIGUOUS,
    /** A person, a client or a scheduler stopped it on purpose. */
    INTENTIONAL,
    /** The work was done. */
    SUCCESS;

    /** The lower-case word of the catalogue, the table and the policy. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
