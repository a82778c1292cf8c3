package io.github.ecstaskretry.cli.commands.arguments;

/** What the process tells its caller. */
public final class ExitCode {

    public static final int OK = 0;
    /** The question was understood and the answer is no. */
    public static final int NO = 1;

    public static final int INPUT = 2;
    /** A fault of this program: {@code EX_SOFTWARE} of sysexits.h. */
    public static final int FAULT = 70;
    /** Standard output cannot be written: {@code EX_IOERR} of sysexits.h. */
    public static final int OUTPUT = 74;
    /** Nobody reads standard output any more: what shells tell of a program that SIGPIPE has ended. */
    public static final int CLOSED_PIPE = 141;

    private ExitCode() {}
}
