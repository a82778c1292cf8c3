package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the scripts find a JDK and build: the real scripts in a project whose Maven and JDK are scripts too. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LauncherFixture {

    static final String MAVEN = """
            #!/bin/sh
            echo build >> target/builds
            echo '[INFO] Downloading from central: https://repo.example/a.pom'
            echo '[INFO] --- compiler:1.0:compile (default-compile) @ example ---'
            echo '[INFO] Downloading from central: https://repo.example/b.pom'
            echo '[INFO] --- compiler:1.0:testCompile (default-testCompile) @ example ---'
            echo '[INFO] --- quarkus:1.0:build (default) @ example ---'
            [ ! -e broken ] || { echo '[ERROR] src/main/A.java:[1,1] it is broken'; exit 1; }
            sleep 1
            mkdir -p target/classes target/test-classes
            echo libraries > target/cli.classpath
            echo libraries > target/local-run.classpath
            touch target/cli.built
            """;

    @TempDir
    Path home;

    Path project;

    Path jdk;

    @BeforeEach
    void makeProject() throws IOException {
        project = home.resolve("project");
        for (String script : List.of("ecs-retry", ".mvn/find-jdk.sh", "src/main/dist/lib/start.sh")) {
            copy(Path.of(script), project.resolve(script));
        }
        script(project.resolve("mvnw"), MAVEN);
        Files.createDirectories(project.resolve("src/main"));
        Files.createDirectories(project.resolve("sam"));
        Files.createFile(project.resolve("pom.xml"));
        jdk = jdk(home.resolve("jdk"), 25);
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** A JDK whose {@code java} prints the class that it is to run, and the class's arguments. */
    static Path jdk(Path directory, int version) throws IOException {
        script(directory.resolve("bin/javac"), "#!/bin/sh\necho javac " + version + "\n");
        script(directory.resolve("bin/jar"), "#!/bin/sh\nwhile [ \"$1\" != --file ]; do shift; done\ntouch \"$2\"\n");
        script(directory.resolve("bin/java"), """
                #!/bin/sh
                [ "$1" != -XshowSettings:properties ] || { echo "    java.home = %s"; exit 0; }
                while case $1 in -cp) shift ;; -*) ;; *) false ;; esac do shift; done
                shift
                echo "${0%%/*} ran: $*"
                """.formatted(directory));
        Files.writeString(directory.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        return directory;
    }

    Process start(Path directory, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"), "JAVA_HOME", jdk.toString()));
        return builder.start();
    }

    static Run end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    Run run(String... command) throws Exception {
        return end(start(home, command));
    }

    long builds() throws IOException {
        Path builds = project.resolve("target/builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }
}
