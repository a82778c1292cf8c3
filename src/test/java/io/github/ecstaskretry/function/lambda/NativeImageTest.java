package io.github.ecstaskretry.function.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.policy.Glob;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The configuration that a native image needs. ArchitectureTest checks that Jackson binds nothing. */
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

    /** The catalogue's YAML is read while the image is built, and never when the function starts. */
    @Test
    void theFunctionReadsNoCatalogueYaml() {
        JavaClasses function = new ClassFileImporter()
                .withImportOption(location -> !location.contains("test-classes"))
                .importPackages("io.github.ecstaskretry.function", "io.github.ecstaskretry.format.policy");

        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(CatalogueYaml.class)
                .check(function);
        assertThat(arguments()).doesNotContain("initialize-at-run-time");
    }

    /** An image heap must hold no threads, clocks, random numbers or environment; these hold records, texts and patterns. */
    @Test
    void catalogueAndPoliciesMayBeInAnImageHeap() throws IllegalAccessException {
        PolicySet withPresets = TestPolicies.read("""
                version: 1
                policies:
                  - {name: all, presets: [launch-only, infrastructure, spot, patient-capacity]}
                """);

        assertThat(reachableFrom(BuiltInCatalogue.CATALOGUE, BuiltInCatalogue.CLASSIFIER))
                .hasSizeGreaterThan(1_000);
        assertThat(reachableFrom(PolicyFile.builtIn(), withPresets)).hasSizeGreaterThan(50);
    }

    /** Every object, each of a class that an image heap may hold. */
    private static Set<Object> reachableFrom(Object... roots) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(roots));
        while (!open.isEmpty()) {
            Object object = open.pop();
            if (!seen.add(object)) {
                continue;
            }
            switch (object) {
                case Map<?, ?> map -> {
                    open.addAll(map.keySet());
                    open.addAll(map.values());
                }
                case Collection<?> collection -> open.addAll(collection);
                case String text -> {}
                case Number number -> {}
                case Boolean flag -> {}
                case Enum<?> constant -> {}
                case Pattern pattern -> {}
                case Duration duration -> {}
                default -> {
                    assertThat(object.getClass().getName()).startsWith("io.github.ecstaskretry.core.");
                    for (Field field : object.getClass().getDeclaredFields()) {
                        if (!Modifier.isStatic(field.getModifiers())) {
                            field.setAccessible(true);
                            Object value = field.get(object);
                            if (value != null) {
                                open.push(value);
                            }
                        }
                    }
                }
            }
        }
        return seen;
    }

    private static String arguments() {
        Properties settings = new Properties();
        try (Reader file = Files.newBufferedReader(RESOURCES.resolve(SETTINGS))) {
            settings.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings.getProperty("quarkus.native.additional-build-args", "");
    }
}
