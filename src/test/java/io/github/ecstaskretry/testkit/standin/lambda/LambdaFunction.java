package io.github.ecstaskretry.testkit.standin.lambda;

import io.github.ecstaskretry.testkit.standin.CallersEnvironment;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The packaged function in a process of its own: one execution environment of AWS Lambda. */
public final class LambdaFunction implements AutoCloseable {

    /** As {@code sam/template.yaml} has it. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String NAME = "ecs-task-retry";

    private final Account account;
    private final JavaRuntime runtime;
    private final Map<String, String> environment;
    private final Path directory;
    private final Path unpacked;
    private final Path log;
    private final RuntimeApi api;
    private final Thread keeper;

    private volatile @Nullable Process process;

    private volatile long launchedAt;

    private LambdaFunction(
            Account account, JavaRuntime runtime, Map<String, String> environment, Path zip, Path directory)
            throws IOException {
        this.account = account;
        this.runtime = runtime;
        this.environment = Map.copyOf(environment);
        this.directory = Files.createDirectories(directory).toAbsolutePath();
        this.unpacked = runtime.unpack(zip, this.directory);
        this.log = directory.resolve("function.log");
        Files.deleteIfExists(log);
        this.api = new RuntimeApi(account.arn("lambda", "function:" + NAME), TIMEOUT);
        this.keeper = Thread.ofVirtual().unstarted(this::keepRunning);
    }

    /**
     * Starts the process; it polls for its first event when it is ready. A process that dies is started again when there is
     * something to do.
     *
     * @param environment the function's own variables, besides those of Lambda
     * @param directory for the unpacked function and its log
     */
    public static LambdaFunction start(
            Account account, JavaRuntime runtime, Map<String, String> environment, Path directory) {
        return start(account, runtime, environment, FunctionPackage.ZIP, directory);
    }

    /** The same of another package than the one that was built last. */
    public static LambdaFunction start(
            Account account, JavaRuntime runtime, Map<String, String> environment, Path zip, Path directory) {
        try {
            LambdaFunction function = new LambdaFunction(account, runtime, environment, zip, directory);
            Runtime.getRuntime().addShutdownHook(new Thread(function::kill));
            function.keeper.start();
            return function;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keepRunning() {
        try {
            while (true) {
                Process started = launch();
                process = started;
                api.runtimeExited("Runtime exited with " + started.waitFor());
                api.awaitWork();
            }
        } catch (IOException e) {
            api.runtimeExited("the function cannot be started: " + e.getMessage());
        } catch (InterruptedException closing) {
            kill();
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        Path bootstrap = unpacked.resolve(FunctionPackage.BOOTSTRAP);
        if (Files.exists(bootstrap)) {
            command.add(bootstrap.toString());
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(runtime.command(unpacked, directory));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        Map<String, String> variables = builder.environment();
        CallersEnvironment.forget(variables);
        variables.put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", NAME);
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        variables.put("AWS_LAMBDA_LOG_FORMAT", logFormat());
        variables.put("AWS_REGION", account.region());
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("LAMBDA_TASK_ROOT", unpacked.toString());
        variables.put("_HANDLER", JavaRuntime.HANDLER);
        variables.put("DISABLE_SIGNAL_HANDLERS", "true");
        variables.putAll(environment);
        launchedAt = System.nanoTime();
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

    /** The id of the process that runs now. */
    public long processId() {
        return Objects.requireNonNull(process, "no process has been started").pid();
    }

    /** When the process that runs now was started, by {@link System#nanoTime}. */
    public long launchedAt() {
        return launchedAt;
    }

    /** The function's log, as CloudWatch Logs would get it. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the process at once (SIGKILL). Its invocation fails, and a new process starts. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** Ends the process in good order (SIGTERM) and waits until it has ended. */
    public void end() throws InterruptedException {
        Process running = Objects.requireNonNull(process, "no process has been started");
        running.destroy();
        running.waitFor();
    }

    @Override
    public void close() {
        keeper.interrupt();
        kill();
        api.close();
    }
}
