package io.github.ecstaskretry.testkit.standin.asl;

/** An error inside a state, by the name that Retry and Catch know; a Fail state's too. */
public final class StateError extends Exception {

    /** A timeout of a task. */
    public static final String TIMEOUT = "States.Timeout";

    /** An error that can be neither retried nor caught. */
    public static final String RUNTIME = "States.Runtime";

    static final String QUERY = "States.QueryEvaluationError";
    static final String DATA_LIMIT = "States.DataLimitExceeded";
    static final String NO_CHOICE = "States.NoChoiceMatched";

    private static final long serialVersionUID = 1L;

    private final String error;

    public StateError(String error, String cause) {
        super(cause);
        this.error = error;
    }

    public String error() {
        return error;
    }

    public String cause() {
        return String.valueOf(getMessage());
    }
}
