package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip of a release, called by a link from elsewhere, on a machine with nothing but a Java runtime. */
class InstalledIT {

    private static final String VERSION = Run.of("--version").out().strip().replace(' ', '-');

    @TempDir
    private static Path home;

    private static Path link;

    private static Path runtime;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(home.resolve("my own programs"));
        Process unzip = new ProcessBuilder("unzip", "-q", "target/" + VERSION + ".zip", "-d", directory.toString())
                .inheritIO()
                .start();
        assertThat(unzip.waitFor()).isZero();
        link = Files.createSymbolicLink(
                Files.createDirectories(home.resolve("bin")).resolve("ecs-retry"),
                directory.resolve(VERSION).resolve("bin/ecs-retry"));

        Path jdk = Path.of(System.getProperty("java.home"));
        runtime = home.resolve("runtime");
        Files.createSymbolicLink(
                Files.createDirectories(runtime.resolve("bin")).resolve("java"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(runtime.resolve("release"), jdk.resolve("release"));
    }

    /** Runs it with these variables and no others. */
    private static Run run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(link.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(home.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(home.resolve("err")));
    }

    @Test
    void answersWithItsCacheFromTheSecondCallOn() throws Exception {
        Map<String, String> environment = Map.of("HOME", home.toString(), "JAVA_HOME", runtime.toString());
        assertThat(run(environment, "--version")).isEqualTo(Run.of("--version"));
        Run local = run(environment, "local");
        assertThat(local.exitCode()).isEqualTo(2);
        assertThat(local.err()).contains("needs a clone of the project");

        // With this option, the JVM ends if it cannot use the cache.
        Map<String, String> cached = Map.of(
                "HOME", home.toString(),
                "JAVA_HOME", runtime.toString(),
                "JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
        for (List<String> each : List.of(
                List.of("--version"), List.of("explain", "docs/examples/image-pull-failed.json"), List.of("causes"))) {
            String[] arguments = each.toArray(String[]::new);
            Run run = run(cached, arguments);
            assertThat(run.out()).isEqualTo(Run.of(arguments).out());
            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).isEqualTo("NOTE: Picked up JDK_JAVA_OPTIONS: -XX:AOTMode=on\n");
        }
        // No command of this kind has an answer without AWS, but this one is refused only after the start.
        assertThat(run(cached, "local").err()).contains("needs a clone of the project");
        try (var kept = Files.list(home.resolve(".cache/ecs-retry/" + VERSION.replace("ecs-retry-", "")))) {
            assertThat(kept).hasSize(3);
        }
    }

    @Test
    void worksWithoutAWritableFolder() throws Exception {
        Map<String, String> homeless = Map.of("JAVA_HOME", runtime.toString());

        assertThat(run(homeless, "--version")).isEqualTo(Run.of("--version"));
        assertThat(run(homeless, "explain", "docs/examples/image-pull-failed.json"))
                .isEqualTo(Run.of("explain", "docs/examples/image-pull-failed.json"));
    }

    @Test
    void bringsItsCompletionScriptAndLicence() throws Exception {
        Path directory = link.toRealPath().getParent().getParent();

        assertThat(directory.resolve("completion"))
                .hasContent(Run.of("completion").out());
        assertThat(directory.resolve("LICENSE")).hasSameTextualContentAs(Path.of("LICENSE"));
    }
}
