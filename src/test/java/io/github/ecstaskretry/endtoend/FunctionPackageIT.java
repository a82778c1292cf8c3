package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class FunctionPackageIT {

    private static final Path ZIP = Path.of("target", "function.zip");

    @Test
    void leavesOutTheLibrariesOfTheCommandLine() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();

            assertThat(names).isNotEmpty();
            assertThat(names)
                    .noneMatch(
                            name -> name.matches(
                                    "(.*[./])?(picocli|cloudformation|cloudwatch|lambda|sts|sso|ssooidc|qute-core|jackson-dataformat-csv)-[0-9].*"));
        }
    }

    /** The function could not start from the YAML if it tried. */
    @Test
    void hasTheCatalogueInItsCompiledFormOnly() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            List<String> files = zip.stream().map(ZipEntry::getName).toList();
            assumeThat(files)
                    .as("a native package has the catalogue in its binary")
                    .doesNotContain("bootstrap");

            assertThat(files).contains("failure-catalogue.bin").doesNotContain("failure-catalogue.yaml");
        }
    }
}
