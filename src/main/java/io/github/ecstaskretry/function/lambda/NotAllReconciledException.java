package io.github.ecstaskretry.function.lambda;

/** A part of the reconciling failed. The other parts are done. */
final class NotAllReconciledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String report;

    /** Names what failed; the report is the log line. */
    NotAllReconciledException(String message, String report) {
        super(message);
        this.report = report;
    }

    String report() {
        return report;
    }
}
