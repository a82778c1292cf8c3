package io.github.ecstaskretry.cli.commands.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path directory;

    private void assertOnly(String... names) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsExactlyInAnyOrder(names);
        }
    }

    @Test
    void keepsTheOldContentUntilTheNewIsComplete() throws Exception {
        Path file = Files.writeString(directory.resolve("page.html"), "old");

        try (OutputFile output = new OutputFile(file)) {
            assertThat(file).hasContent("old");
            output.write("new");
        }

        assertThat(file).hasContent("new");
        assertOnly("page.html");
    }

    @Test
    void leavesNothingBehindWithoutContent() throws Exception {
        new OutputFile(directory.resolve("page.html")).close();

        assertOnly();
    }

    @Test
    void keepsASymbolicLink() throws Exception {
        Path file = Files.writeString(directory.resolve("page.html"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("latest.html"), file);

        try (OutputFile output = new OutputFile(link)) {
            output.write("new");
        }

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void writesToAPipeInsteadOfReplacingIt() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> read(pipe));

        try (OutputFile output = new OutputFile(pipe)) {
            output.write("page");
        }

        assertThat(read.get()).isEqualTo("page");
        assertOnly("pipe");
    }

    private static String read(Path pipe) {
        try {
            return Files.readString(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesAFolderAndAFileWithoutAFolder() {
        assertThatThrownBy(() -> new OutputFile(directory))
                .isInstanceOf(InputError.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> new OutputFile(directory.resolve("none/page.html")))
                .isInstanceOf(InputError.class)
                .hasMessageContaining("its folder does not exist");
    }
}
