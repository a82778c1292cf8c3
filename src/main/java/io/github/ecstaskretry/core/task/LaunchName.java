package io.github.ecstaskretry.core.task;

/** The executions of wait-and-run that an attempt may have. All carry the attempt's client token, so that they launch one task. */
public enum LaunchName {
    /** Launches when the retry is due. */
    PLANNED(""),
    /** Launches at once, because an operator said so. */
    NOW("-now"),
    /** Launches nothing: it keeps the values that a held retry needs, because the table must not hold them. */
    KEPT("-held");

    private final String suffix;

    LaunchName(String suffix) {
        this.suffix = suffix;
    }

    /** The execution's name, at most 69 characters; Step Functions allows 80. */
    public String of(AttemptId attempt) {
        return attempt.launchName() + suffix;
    }

    /** Which one an execution is, by its name or ARN. */
    public static LaunchName ofExecution(String nameOrArn) {
        return nameOrArn.endsWith(NOW.suffix) ? NOW : nameOrArn.endsWith(KEPT.suffix) ? KEPT : PLANNED;
    }
}
