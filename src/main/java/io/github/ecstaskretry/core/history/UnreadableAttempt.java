package io.github.ecstaskretry.core.history;

/**
 * An attempt in the table that this version cannot read: another version wrote it, or somebody changed it by hand.
 *
 * @param attempt its number, as the table has it
 * @param problem such as {@code 'outcome' is 'DEFERRED'}
 */
public record UnreadableAttempt(String jobId, String attempt, String problem) {

    /** Its number; 0 if the number cannot be read. */
    public int number() {
        return attempt.matches("[1-9][0-9]?") ? Integer.parseInt(attempt) : 0;
    }

    /** A sentence about it, without a full stop. */
    public String sentence() {
        return "attempt " + attempt + " of job " + jobId + " cannot be read (" + problem
                + "): written by another version of the function, or changed by hand";
    }
}
