package io.github.ecstaskretry.testkit.local;

import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import java.util.Iterator;
import java.util.List;

/**
 * The arguments of the local run.
 *
 * @param help whether only the help is wanted
 * @param stay whether it keeps running after the story
 * @param port of the endpoint; 0: any free one
 * @param runtime how the function is run
 */
record LocalOptions(boolean help, boolean stay, int port, JavaRuntime runtime) {

    /** What {@code --help} shows. */
    static final String HELP = """
            Usage: ./ecs-retry local [--stay] [--port N] [--loop]

            Runs the packaged function on this machine, without AWS: DynamoDB Local, stand-ins of ECS, Step Functions, SNS and
            others on loopback, and jobs that fail. Exits with 0 when every job has ended as it should.

              --stay    keep everything up until Ctrl-C, for events of your own and the AWS CLI
              --port N  the port of the endpoint; any free one without it
              --loop    feed the handler by a plain loop instead of AWS's Java runtime interface client
              --help    show this text
            """;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    static LocalOptions parse(List<String> arguments) {
        boolean help = false;
        boolean stay = false;
        int port = 0;
        JavaRuntime runtime = JavaRuntime.ofThisSystem();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "-h", "--help" -> help = true;
                case "--stay" -> stay = true;
                case "--loop" -> runtime = JavaRuntime.LOOP;
                case "--port" -> port = port(rest.hasNext() ? rest.next() : "nothing");
                default ->
                    throw new IllegalArgumentException(
                            "unknown argument '" + argument + "'; there are --stay, --port, --loop and --help");
            }
        }
        return new LocalOptions(help, stay, port, runtime);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("--port: expected a port from 0 to 65535, found " + text);
        }
        return Integer.parseInt(text);
    }
}
