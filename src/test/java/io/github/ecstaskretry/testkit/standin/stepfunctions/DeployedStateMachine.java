package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.asl.AslReader;
import io.github.ecstaskretry.testkit.standin.asl.StateMachine;
import io.github.ecstaskretry.testkit.standin.asl.UnsupportedAslException;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @throws UnsupportedAslException if the interpreter does not implement it
     */
    public static DeployedStateMachine of(String name, String definition, Map<String, String> substitutions) {
        String text = AslReader.substitute(definition, substitutions);
        return new DeployedStateMachine(
                name, text, AslReader.read(text, Set.of(RunTaskIntegration.RESOURCE)), Times.now());
    }

    /** The template's wait-and-run, its placeholders replaced by what the template says. */
    public static DeployedStateMachine ofTemplate(String name) {
        JsonNode properties = SamTemplate.read().properties("WaitAndRun");
        Map<String, String> substitutions = properties
                .path("DefinitionSubstitutions")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        value -> value.getValue().path("Fn::Sub").asText().replace("${AWS::Partition}", "aws")));
        return of(name, SamTemplate.text(properties.path("DefinitionS3Location").asText()), substitutions);
    }
}
