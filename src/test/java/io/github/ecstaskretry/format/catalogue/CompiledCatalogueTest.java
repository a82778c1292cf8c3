package io.github.ecstaskretry.format.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Recognition;
import io.github.ecstaskretry.core.classify.Sign;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompiledCatalogueTest {

    private static final Catalogue YAML = CatalogueYaml.builtIn();

    @Test
    void isTheCatalogueOfTheYaml() throws IOException {
        assertThat(CompiledCatalogue.read(CatalogueCompiler.compile(YAML))).isEqualTo(YAML);
    }

    /** Fails if Maven has compiled another YAML than the class path has; {@code ./mvnw process-classes} compiles it again. */
    @Test
    void theProgramsCatalogueIsThatOfTheYaml() {
        assertThat(BuiltInCatalogue.CATALOGUE).isEqualTo(YAML);
    }

    /** {@code Reading} looks for each set once, and knows a set by its identity. */
    @Test
    void equalSetsOfSignsAreOne() throws IOException {
        List<Set<Sign>> sets = CompiledCatalogue.read(CatalogueCompiler.compile(YAML)).entries().stream()
                .flatMap(entry -> entry.when().stream())
                .flatMap(CompiledCatalogueTest::sets)
                .toList();
        Set<Set<Sign>> different = Collections.newSetFromMap(new IdentityHashMap<>());
        different.addAll(sets);

        assertThat(different).hasSize(new HashSet<>(sets).size());
    }

    private static Stream<Set<Sign>> sets(Recognition way) {
        return Stream.concat(way.all().stream(), Stream.of(way.any(), way.none()));
    }
}
