package io.github.ecstaskretry.core.classify;

/** What a cause says about a retry. */
public enum CauseKind {
    /** The same task, run again, has a fair chance of success. */
    TRANSIENT,
    /** The same task, run again, fails the same way. */
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
