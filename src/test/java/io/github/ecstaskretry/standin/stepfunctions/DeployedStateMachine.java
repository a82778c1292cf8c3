package io.github.ecstaskretry.standin.stepfunctions;

import io.github.ecstaskretry.standin.asl.AslReader;
import io.github.ecstaskretry.standin.asl.StateMachine;
import io.github.ecstaskretry.standin.asl.UnsupportedAslException;
import io.github.ecstaskretry.standin.wire.Times;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A state machine, read and checked.
 *
 * @param name the last part of its ARN
 * @param definition the text, its placeholders replaced
 * @param machine what it means
 * @param createdAt when it was deployed here
 */
public record DeployedStateMachine(String name, String definition, StateMachine machine, Instant createdAt) {

    /**
     * Reads a definition.
     *
     * @throws UnsupportedAslException when the interpreter does not implement it
     */
    public static DeployedStateMachine of(String name, String definition, Map<String, String> substitutions) {
        String text = AslReader.substitute(definition, substitutions);
        return new DeployedStateMachine(
                name, text, AslReader.read(text, Set.of(RunTaskIntegration.RESOURCE)), Times.now());
    }

    /** The same from a file. */
    public static DeployedStateMachine of(String name, Path file, Map<String, String> substitutions) {
        try {
            return of(name, Files.readString(file), substitutions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
