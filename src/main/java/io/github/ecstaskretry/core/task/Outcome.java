package io.github.ecstaskretry.core.task;

/** How a job ended for good. Policies announce them, records keep them, filters select by them. */
public enum Outcome {
    /** The first attempt did the work. */
    SUCCEEDED,
    /** A later attempt did the work. */
    RECOVERED,
    /** A rule or the catalogue says that another attempt would not help. */
    FAILED,
    /** No attempts are left. */
    EXHAUSTED,
    /** The next attempt would have started after the deadline. */
    EXPIRED,
    /** Somebody stopped it on purpose. */
    CANCELLED,
    /** The task cannot be launched again with the same parameters. */
    UNLAUNCHABLE;

    /** The outcome of a success. */
    public static Outcome success(AttemptId attempt) {
        return attempt.isFirst() ? SUCCEEDED : RECOVERED;
    }

    /**
     * The word in the table and in notices: {@code SUCCEEDED} for {@link #RECOVERED} too, because the attempt's number tells the
     * two apart.
     */
    public String recorded() {
        return this == RECOVERED ? SUCCEEDED.name() : name();
    }

    /** Reads a recorded word. Throws an {@link IllegalArgumentException} if it is not an outcome. */
    public static Outcome ofRecorded(String word, AttemptId attempt) {
        Outcome outcome = valueOf(word);
        return outcome == SUCCEEDED ? success(attempt) : outcome;
    }
}
