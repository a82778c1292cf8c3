package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the launcher finds a JDK. */
class LauncherJdkTest extends LauncherFixture {

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
    void aRuntimeWithoutCompilerIsEnoughToRunTheInstalledCommandLine() throws Exception {
        Path runtime = jdk(home.resolve("runtime"), 25);
        Files.delete(runtime.resolve("bin/javac"));
        Path unnamed = home.resolve("unnamed");
        script(unnamed.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"26.0.1\" 2026-04-21' >&2\n");

        assertThat(findJdk(runtime).exitCode()).isEqualTo(2);
        for (Path each : List.of(runtime, unnamed)) {
            assertThat(run("sh", "-c", ". project/.mvn/find-jdk.sh; required_tool=java; use_jdk " + each)
                            .exitCode())
                    .isZero();
        }
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
