package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.testkit.standin.CallersEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real script in a process of its own. The build that runs the test spares it a build. */
public final class Launched {

    private static final Path SCRIPT = Path.of("ecs-retry").toAbsolutePath();

    private Launched() {}

    /**
     * Runs it.
     *
     * @param directory where it is started, and what it reads and writes is kept
     * @param environment in addition to this process's, without its AWS and its proxies
     * @param input on standard input
     */
    public static Run run(Path directory, Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        CallersEnvironment.forget(builder.environment());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment()
                .put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
        builder.environment()
                .put(
                        "AWS_SHARED_CREDENTIALS_FILE",
                        directory.resolve("no-credentials").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A configuration whose profile {@code auditor} assumes a role, with the credentials of another profile. */
    public static Path profileThatAssumesARole(Path directory) throws IOException {
        return Files.writeString(directory.resolve("config"), """
                [profile auditor]
                role_arn = arn:aws:iam::111122223333:role/auditor
                source_profile = person
                region = eu-west-1
                [profile person]
                aws_access_key_id = person
                aws_secret_access_key = secret
                """);
    }
}
