package io.github.ecstaskretry.local;

import io.github.ecstaskretry.standin.lambda.JavaRuntime;
import java.util.Iterator;
import java.util.List;

/**
 * The arguments of the local run.
 *
 * @param stay whether it keeps running after the story
 * @param port of the endpoint; 0: any free one
 * @param runtime how the function is run
 */
record LocalOptions(boolean stay, int port, JavaRuntime runtime) {

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    static LocalOptions parse(List<String> arguments) {
        boolean stay = false;
        int port = 0;
        JavaRuntime runtime = JavaRuntime.ofThisSystem();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            switch (argument) {
                case "--stay" -> stay = true;
                case "--loop" -> runtime = JavaRuntime.LOOP;
                case "--port" -> port = port(rest.hasNext() ? rest.next() : "nothing");
                default ->
                    throw new IllegalArgumentException(
                            "unknown argument '" + argument + "'; there are --stay, --port and --loop");
            }
        }
        return new LocalOptions(stay, port, runtime);
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("--port: expected a port from 0 to 65535, found " + text);
        }
        return Integer.parseInt(text);
    }
}
