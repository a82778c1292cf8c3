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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the scripts find a JDK and build: the real scripts in a project whose Maven and JDK are scripts too. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherBuildTest {

    private static final String MAVEN = """
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
    private Path home;

    private Path project;
    private Path jdk;

    @BeforeEach
    void makeProject() throws IOException {
        project = home.resolve("project");
        for (String script : List.of("ecs-retry", ".mvn/find-jdk.sh")) {
            copy(Path.of(script), project.resolve(script));
        }
        script(project.resolve("mvnw"), MAVEN);
        Files.createDirectories(project.resolve("src/main"));
        Files.createDirectories(project.resolve("sam"));
        Files.createFile(project.resolve("pom.xml"));
        jdk = jdk(home.resolve("jdk"), 25);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** A JDK whose {@code java} prints the class that it is to run, and the class's arguments. */
    private static Path jdk(Path directory, int version) throws IOException {
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

    private Process start(Path directory, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("HOME", home.toString(), "PATH", System.getenv("PATH"), "JAVA_HOME", jdk.toString()));
        return builder.start();
    }

    private static Run end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    private Run run(String... command) throws Exception {
        return end(start(home, command));
    }

    private long builds() throws IOException {
        Path builds = project.resolve("target/builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    @Test
    void saysWhatItBuildsAndHowLongItTook() throws Exception {
        Run run = run("project/ecs-retry", "causes", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(jdk + "/bin ran: causes --json\n");
        assertThat(run.err()).matches("""
                        (?s)Building the command line, which takes [^\n]*; the log is target/cli.build.log
                          \\d+ s: downloading dependencies
                          \\d+ s: compiling
                          \\d+ s: compiling the tests
                          \\d+ s: packaging the function
                        Built in [1-9]\\d* s.
                        """);
        assertThat(run("project/ecs-retry", "causes").err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainAfterASourceHasChanged() throws Exception {
        run("project/ecs-retry", "causes");
        Files.createFile(project.resolve("src/main/Changed.java"));

        assertThat(run("project/ecs-retry", "causes").err()).contains("Built in");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void showsTheErrorsOfABuildThatFails() throws Exception {
        Files.createFile(project.resolve("broken"));

        Run run = run("project/ecs-retry", "causes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("[ERROR] src/main/A.java:[1,1] it is broken\n")
                .endsWith("The build failed. The whole log is " + project.toRealPath() + "/target/cli.build.log\n")
                .doesNotContain("[INFO]");
        assertThat(project.resolve("target/build.lock")).doesNotExist();
    }

    @Test
    void aSecondCallWaitsForTheFirstToBuild() throws Exception {
        Process first = start(home, "project/ecs-retry", "causes");
        Process second = start(home, "project/ecs-retry", "policy");
        Process local = start(home, "project/ecs-retry", "local");

        List<Run> runs = List.of(end(first), end(second), end(local));

        assertThat(runs).extracting(Run::exitCode).containsOnly(0);
        assertThat(runs.get(0).out() + runs.get(1).out()).contains("ran: causes", "ran: policy");
        // Building the local run also builds the command line, but not the other way round.
        assertThat(builds()).isBetween(1L, 2L);
        assertThat(runs)
                .extracting(Run::err)
                .filteredOn(err -> err.contains("Another ./ecs-retry is building (process "))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void removesTheLockOfAProcessThatHasDied() throws Exception {
        Process dead = start(home, "true");
        dead.waitFor();
        Path target = Files.createDirectories(project.resolve("target"));
        Files.createSymbolicLink(target.resolve("build.lock"), Path.of(Long.toString(dead.pid())));

        assertThat(run("project/ecs-retry", "causes").exitCode()).isZero();

        try (var files = Files.list(target)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("build.lock"));
        }
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), project.resolve("ecs-retry"));
        Files.createSymbolicLink(bin.resolve("relative"), Path.of("../project/ecs-retry"));
        Files.createSymbolicLink(home.resolve("chained"), Path.of("bin/relative"));

        for (String link : List.of("bin/absolute", "bin/relative", "./chained")) {
            assertThat(run(link, "causes").out()).endsWith("ran: causes\n");
        }
        assertThat(builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local --help", "local --stay -h", "help local"})
    void explainsTheLocalRunWithoutABuild(String arguments) throws Exception {
        Run run = run("sh", "-c", "project/ecs-retry " + arguments);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: ecs-retry local [OPTIONS]", "--stay", "--port=N", "--loop");
        assertThat(run.err()).isEmpty();
        assertThat(builds()).isZero();
    }

    @Test
    void theLocalRunGetsItsArguments() throws Exception {
        assertThat(run("project/ecs-retry", "local", "--port", "4566").out()).endsWith("ran: --port 4566\n");
    }

    /** What {@code find_jdk} sets, when the machine has only the given JDKs. */
    private Run findJdk(Path javaHome, Path... others) throws Exception {
        String candidates =
                String.join(" ", List.of(others).stream().map(Path::toString).toList());
        return run(
                "sh",
                "-c",
                ". project/.mvn/find-jdk.sh; jdk_candidates() { printf '%s\\n' " + candidates + "; }; JAVA_HOME="
                        + javaHome + "; find_jdk && echo \"$JAVA_HOME\"");
    }

    @Test
    void prefersTheJdkOfJavaHome() throws Exception {
        Path other = jdk(home.resolve("other"), 26);

        assertThat(findJdk(jdk, other).out()).isEqualTo(jdk + "\n");
    }

    @Test
    void looksFurtherIfJavaHomeIsTooOldOrNoJdk() throws Exception {
        Path old = jdk(home.resolve("old"), 17);
        Path veryOld = jdk(home.resolve("very old"), 8);
        Files.writeString(veryOld.resolve("release"), "JAVA_VERSION=\"1.8.0_412\"\n");
        Path unnamed = jdk(home.resolve("unnamed"), 26);
        Files.delete(unnamed.resolve("release"));

        assertThat(findJdk(old, jdk).out()).isEqualTo(jdk + "\n");
        assertThat(findJdk(home.resolve("nowhere"), old, home, jdk).out()).isEqualTo(jdk + "\n");
        assertThat(findJdk(old, unnamed).out()).isEqualTo(unnamed + "\n");
        assertThat(findJdk(Path.of("'" + veryOld + "'"), old).exitCode()).isEqualTo(2);
    }

    @Test
    void saysHowToGetAJdkIfThereIsNone() throws Exception {
        Path old = jdk(home.resolve("old"), 17);

        Run run = findJdk(old);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Found no JDK 25 or newer: not in JAVA_HOME (" + old + "), ")
                .contains("https://adoptium.net/temurin/releases/?version=25", "set JAVA_HOME");
    }

    @Test
    void looksWhereVersionManagersKeepJdks() throws Exception {
        Path managed = jdk(home.resolve(".sdkman/candidates/java/25.0.1-tem"), 25);
        Path downloaded = jdk(home.resolve(".jdks/temurin-25"), 25);

        assertThat(run("sh", "-c", ". project/.mvn/find-jdk.sh; jdk_candidates").lines())
                .contains(managed.toString(), downloaded.toString());
    }

    /** Fails when {@code wrapper:wrapper} has rewritten {@code mvnw}: put the marked lines back. */
    @Test
    void theMavenWrapperFindsAJdkToo() throws Exception {
        String url = Files.readAllLines(Path.of(".mvn/wrapper/maven-wrapper.properties")).stream()
                .filter(line -> line.startsWith("distributionUrl="))
                .findFirst()
                .orElseThrow()
                .substring("distributionUrl=".length());
        String version = url.substring(url.lastIndexOf('/') + 1).replace("-bin.zip", "");
        script(
                home.resolve(".m2/wrapper/dists/" + version + "/" + Integer.toHexString(url.hashCode()) + "/bin/mvn"),
                "#!/bin/sh\necho \"$JAVA_HOME $*\"\n");
        Files.delete(project.resolve("mvnw"));
        copy(Path.of("mvnw"), project.resolve("mvnw"));
        copy(
                Path.of(".mvn/wrapper/maven-wrapper.properties"),
                project.resolve(".mvn/wrapper/maven-wrapper.properties"));

        assertThat(run("project/mvnw", "verify")).isEqualTo(new Run(0, jdk + " verify\n", ""));

        Path newer = jdk;
        jdk = jdk(home.resolve("old"), 17);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.createSymbolicLink(java, newer.resolve("bin/java"));
        Run run = run("sh", "-c", "PATH=" + java.getParent() + ":$PATH project/mvnw verify");
        assertThat(run).isEqualTo(new Run(0, newer + " verify\n", ""));
    }
}
