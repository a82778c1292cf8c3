package io.github.ecstaskretry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class FunctionPackageIT {

    @Test
    void leavesOutTheLibrariesOfTheCommandLine() throws IOException {
        try (ZipFile zip = new ZipFile(Path.of("target", "function.zip").toFile())) {
            List<String> names = zip.stream().map(ZipEntry::getName).toList();

            assertThat(names).isNotEmpty();
            assertThat(names)
                    .noneMatch(
                            name -> name.matches(
                                    "(.*[./])?(picocli|cloudformation|cloudwatch|lambda|sqs|sts|sso|ssooidc|qute-core|jackson-dataformat-csv)-[0-9].*"));
        }
    }
}
