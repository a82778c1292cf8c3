package io.github.ecstaskretry.format.catalogue;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Classifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The catalogue that is part of the program, and its classifier, read once. Quarkus initialises this class while it builds a native
 * image, so the image has both in its heap (Quarkus guide, "Tips for writing native applications"). A JVM reads the file that Maven
 * compiled from the YAML, or the YAML itself if the classes were not built by Maven.
 */
public final class BuiltInCatalogue {

    public static final Catalogue CATALOGUE = read();

    public static final Classifier CLASSIFIER = new Classifier(CATALOGUE);

    private BuiltInCatalogue() {}

    private static Catalogue read() {
        try (InputStream compiled = BuiltInCatalogue.class.getResourceAsStream("/" + CompiledCatalogue.RESOURCE)) {
            return compiled == null ? CatalogueYaml.builtIn() : CompiledCatalogue.read(compiled.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + CompiledCatalogue.RESOURCE + " cannot be read", e);
        }
    }
}
