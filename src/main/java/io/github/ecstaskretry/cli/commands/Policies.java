package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.policy.InvalidPolicyException;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Policy files that are named on the command line. */
final class Policies {

    private Policies() {}

    /**
     * The policies of a file, or the built-in one.
     *
     * @throws InputError when the file cannot be read, or with every error that is in it
     */
    static PolicySet load(@Nullable Path file) {
        if (file == null) {
            return PolicyFile.builtIn();
        }
        try {
            return read(file);
        } catch (InvalidPolicyException e) {
            throw new InputError("the policy file cannot be used\n" + e.getMessage(), e);
        }
    }

    /**
     * The policies of a file.
     *
     * @throws InputError when the file cannot be read
     * @throws InvalidPolicyException with every error that is in it
     */
    static PolicySet read(Path file) {
        return PolicyFile.read(
                file.toString(), InputFile.text(file), CatalogueYaml.builtIn().ids());
    }
}
