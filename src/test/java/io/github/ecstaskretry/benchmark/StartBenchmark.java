package io.github.ecstaskretry.benchmark;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.endtoend.Deployments;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.testkit.standin.lambda.LambdaFunction;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts a built function, native or for the JVM, against the stand-ins: {@code ./mvnw -Pstart-benchmark -DskipTests verify}.
 *
 * <p>Prints the time from the start of the process to its first answer, that of the answers after it, and the resident memory. Each
 * event takes two AWS calls, PutItem and StartExecution. Several packages take turns, so that other load on the machine affects all of
 * them.
 */
public final class StartBenchmark {

    private static final double MILLISECOND = 1e6;

    /** Events that warm the stand-ins up. */
    private static final int WARM_UP = 200;

    private final int starts = Integer.getInteger("start.runs");
    private final int events = Integer.getInteger("start.events");
    private int tasks;

    /** The measurements of one package: milliseconds and MiB. */
    private record Measured(
            List<Double> first, List<Double> warm, List<Double> memoryAtFirst, List<Double> memoryAtLast) {

        Measured() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    private StartBenchmark() {}

    /** Takes the packages to measure. */
    public static void main(String[] packages) throws IOException {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        new StartBenchmark().run(Arrays.stream(packages).map(Path::of).toList());
        // Threads of the stand-ins may still run.
        System.exit(0);
    }

    private void run(List<Path> packages) throws IOException {
        Path directory = Files.createTempDirectory("start-benchmark");
        Map<Path, Measured> measured = new LinkedHashMap<>();
        packages.forEach(zip -> measured.put(zip, new Measured()));
        try (LocalDeployment deployment = Deployments.start(
                directory,
                TestPolicies.patientWith("otherwise: retry"),
                TaskScript.always(new TaskFate.KeepsRunning()),
                TimeScale.REAL,
                JavaRuntime.ofThisSystem(),
                Map.of("JAVA_TOOL_OPTIONS", System.getProperty("start.java-options", "")),
                0)) {
            try (LambdaFunction function = deployment.start(packages.getFirst(), directory.resolve("warm-up"))) {
                for (int event = 0; event < WARM_UP; event++) {
                    answer(function);
                }
            }
            for (int start = 0; start < starts; start++) {
                for (Path zip : packages) {
                    measure(deployment, zip, directory.resolve("start-" + tasks), measured.get(zip));
                }
            }
        }
        measured.forEach(this::print);
    }

    private void measure(LocalDeployment deployment, Path zip, Path directory, Measured measured) throws IOException {
        try (LambdaFunction function = deployment.start(zip, directory)) {
            long answered = answer(function);
            measured.first().add((answered - function.launchedAt()) / MILLISECOND);
            measured.memoryAtFirst().add(resident(function));
            for (int event = 1; event < events; event++) {
                long asked = System.nanoTime();
                measured.warm().add((answer(function) - asked) / MILLISECOND);
            }
            measured.memoryAtLast().add(resident(function));
        }
    }

    /** When a task's first failure was answered. */
    private long answer(LambdaFunction function) {
        String event = TaskEvent.exited(1)
                .now()
                .task("%032d".formatted(tasks++))
                .json()
                .toString();
        String answer = function.invoke(event).join();
        long answered = System.nanoTime();
        if (!answer.contains("\"decision\":\"RETRY\"")) {
            throw new IllegalStateException("the function answered " + answer);
        }
        return answered;
    }

    /** {@code VmRSS} of Linux's {@code /proc}, in MiB. */
    private static double resident(LambdaFunction function) throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(function.processId()), "status"))) {
            String line = status.filter(entry -> entry.startsWith("VmRSS"))
                    .findFirst()
                    .orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
    }

    private void print(Path zip, Measured measured) {
        System.out.printf("%n%s: %d starts, %d events each%n", zip, starts, events);
        System.out.println("                              median      min      max");
        print("start to first answer, ms", measured.first());
        print("each answer after it, ms", measured.warm());
        print("memory at first answer, MiB", measured.memoryAtFirst());
        print("memory at last answer, MiB", measured.memoryAtLast());
    }

    private static void print(String what, List<Double> values) {
        if (!values.isEmpty()) {
            List<Double> sorted = values.stream().sorted().toList();
            System.out.printf(
                    "%-28s %8.1f %8.1f %8.1f%n",
                    what, sorted.get(sorted.size() / 2), Collections.min(values), Collections.max(values));
        }
    }
}
