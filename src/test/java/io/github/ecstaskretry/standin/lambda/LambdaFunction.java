package io.github.ecstaskretry.standin.lambda;

import io.github.ecstaskretry.standin.deployed.SamTemplate;
import io.github.ecstaskretry.standin.wire.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The packaged function in a process of its own: one execution environment of AWS Lambda. */
public final class LambdaFunction implements AutoCloseable {

    /** As {@code sam/template.yaml} has it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String NAME = "ecs-task-retry";

    private final RuntimeApi api;
    private final Process process;
    private final Path log;

    private LambdaFunction(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the process; it polls for its first event when it is ready.
     *
     * @param environment the function's own variables, besides those of Lambda
     * @param directory for the unpacked function and its log
     */
    public static LambdaFunction start(
            Account account, JavaRuntime runtime, Map<String, String> environment, Path directory) {
        try {
            Path unpacked = FunctionPackage.unpackInto(Files.createDirectories(directory.resolve("task")));
            Path log = directory.resolve("function.log");
            RuntimeApi api = new RuntimeApi(account.arn("lambda", "function:" + NAME), TIMEOUT);
            Process process = launch(account, runtime, environment, api, unpacked.toAbsolutePath(), log);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            var _ = process.onExit().thenAccept(ended -> api.runtimeExited("Runtime exited with " + ended.exitValue()));
            return new LambdaFunction(api, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(
            Account account,
            JavaRuntime runtime,
            Map<String, String> environment,
            RuntimeApi api,
            Path unpacked,
            Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(runtime.command(unpacked));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("RETRY_"));
        variables.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                api.hostAndPort(),
                "AWS_EXECUTION_ENV",
                "AWS_Lambda_java25",
                "AWS_LAMBDA_FUNCTION_NAME",
                NAME,
                "AWS_LAMBDA_FUNCTION_VERSION",
                "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "1024",
                "AWS_REGION",
                account.region(),
                "AWS_ACCESS_KEY_ID",
                "local",
                "AWS_SECRET_ACCESS_KEY",
                "local",
                "LAMBDA_TASK_ROOT",
                unpacked.toString(),
                "_HANDLER",
                JavaRuntime.HANDLER));
        variables.put("AWS_LAMBDA_LOG_FORMAT", logFormat());
        variables.putAll(environment);
        return builder.start();
    }

    private static String logFormat() {
        return SamTemplate.read()
                .properties("TaskRetryFunction")
                .path("LoggingConfig")
                .path("LogFormat")
                .asText();
    }

    /** Hands an event over; completes with the answer or, exceptionally, with a {@link FunctionError}. */
    public CompletableFuture<String> invoke(String event) {
        return api.invoke(event);
    }

    /** What the function has written, as CloudWatch Logs would get it. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }
}
