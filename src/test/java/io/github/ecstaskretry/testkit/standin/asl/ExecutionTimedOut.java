package io.github.ecstaskretry.testkit.standin.asl;

/** The {@code TimeoutSeconds} of the whole definition have passed. */
public final class ExecutionTimedOut extends Exception {

    private static final long serialVersionUID = 1L;
}
