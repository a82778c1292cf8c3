package io.github.ecstaskretry.function.lambda;

/** Some of what was to be reconciled failed; the rest has been done. */
final class NotAllReconciledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String report;

    /**
     * Names what failed.
     *
     * @param report the log line
     */
    NotAllReconciledException(String message, String report) {
        super(message);
        this.report = report;
    }

    String report() {
        return report;
    }
}
