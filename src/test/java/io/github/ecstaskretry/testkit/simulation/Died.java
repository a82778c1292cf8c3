package io.github.ecstaskretry.testkit.simulation;

/** The sudden end of a process: of a function that crashed or whose time was over. Nobody may catch it. */
final class Died extends Error {

    private static final long serialVersionUID = 1L;

    Died() {
        super("the process has died", null, false, false);
    }
}
