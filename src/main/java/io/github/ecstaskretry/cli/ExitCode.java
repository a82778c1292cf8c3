package io.github.ecstaskretry.cli;

/** What the process tells its caller. */
final class ExitCode {

    static final int OK = 0;
    /** The question was understood and the answer is no. */
    static final int NO = 1;

    static final int INPUT = 2;
    /** A fault of this program: {@code EX_SOFTWARE} of sysexits.h. */
    static final int FAULT = 70;
    /** Standard output cannot be written: {@code EX_IOERR} of sysexits.h. */
    static final int OUTPUT = 74;
    /** Nobody reads standard output any more: what shells tell of a program that SIGPIPE has ended. */
    static final int CLOSED_PIPE = 141;

    private ExitCode() {}
}
