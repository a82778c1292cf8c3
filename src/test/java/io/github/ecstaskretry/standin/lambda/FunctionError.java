package io.github.ecstaskretry.standin.lambda;

/** An invocation that the function has failed. */
public final class FunctionError extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Made from the runtime's report.
     *
     * @param report JSON with {@code errorType} and {@code errorMessage}, or what became of the process
     */
    public FunctionError(String report) {
        super(report);
    }
}
