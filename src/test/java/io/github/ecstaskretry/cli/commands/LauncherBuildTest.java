package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherBuildTest extends LauncherFixture {

    @Test
    void saysWhatItBuildsAndHowLongItTook() throws Exception {
        Run run = run("project/ecs-retry", "causes", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo(jdk + "/bin ran: causes --json\n");
        assertThat(run.err()).matches("""
                        (?s)Building the command line: [^\n]*; the log is target/cli.build.log
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
}
