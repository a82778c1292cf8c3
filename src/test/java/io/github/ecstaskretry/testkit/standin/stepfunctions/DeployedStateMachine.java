package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.asl.AslReader;
import io.github.ecstaskretry.testkit.standin.asl.StateMachine;
import io.github.ecstaskretry.testkit.standin.asl.UnsupportedAslException;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Times;
import java.time.Instant;
import java.util.Map;
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
        return new DeployedStateMachine(name, text, AslReader.read(text, Integrations.RESOURCES), Times.now());
    }

    /** The template's wait-and-run. */
    public static DeployedStateMachine waitAndRun(String name) {
        return ofTemplate("WaitAndRun", name, Map.of());
    }

    /** The template's run-job, which starts that wait-and-run and stores its task token in that table. */
    public static DeployedStateMachine runJob(String name, String waitAndRunArn, String table) {
        return ofTemplate("RunJob", name, Map.of("WaitAndRun", waitAndRunArn, "AttemptsTable", table));
    }

    /** Its placeholders are replaced by what the template says, and {@code Ref}s by what was deployed. */
    private static DeployedStateMachine ofTemplate(String logicalId, String name, Map<String, String> deployed) {
        JsonNode properties = SamTemplate.read().properties(logicalId);
        Map<String, String> substitutions = properties
                .path("DefinitionSubstitutions")
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        value -> value.getValue().has("Ref")
                                ? deployed.get(value.getValue().path("Ref").asText())
                                : value.getValue().path("Fn::Sub").asText().replace("${AWS::Partition}", "aws")));
        return of(name, SamTemplate.text(properties.path("DefinitionS3Location").asText()), substitutions);
    }
}
