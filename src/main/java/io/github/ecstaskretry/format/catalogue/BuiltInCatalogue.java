package io.github.ecstaskretry.format.catalogue;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Classifier;

/**
 * The catalogue that is part of the program, read once. Quarkus initialises this class while it builds a native image, so that the
 * image has both in its heap and a start reads no YAML (Quarkus guide, "Tips for writing native applications").
 */
public final class BuiltInCatalogue {

    /** The catalogue. */
    public static final Catalogue CATALOGUE = CatalogueYaml.builtIn();

    /** The classifier that asks it. */
    public static final Classifier CLASSIFIER = new Classifier(CATALOGUE);

    private BuiltInCatalogue() {}
}
