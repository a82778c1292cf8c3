package io.github.ecstaskretry.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.policy.Glob;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a native image has to be told; that Jackson binds nothing is checked with the architecture. */
class NativeImageTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final String SETTINGS = "application.properties";

    @Test
    void everyResourceIsInTheImage() throws IOException {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(RESOURCES.resolve(SETTINGS))) {
            settings.load(file);
        }
        List<Glob> included = Stream.of(settings.getProperty("quarkus.native.resources.includes")
                        .split(","))
                .map(Glob::new)
                .toList();

        try (Stream<Path> files = Files.walk(RESOURCES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> RESOURCES.relativize(file).toString())
                            .filter(name -> !name.equals(SETTINGS)))
                    .isNotEmpty()
                    .allMatch(name -> included.stream().anyMatch(glob -> glob.matches(name)));
        }
    }
}
