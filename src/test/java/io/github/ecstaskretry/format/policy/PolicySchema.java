package io.github.ecstaskretry.format.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that the repository publishes, as a validator uses it. */
final class PolicySchema {

    static final Path FILE = Path.of("sam/policy/retry-policy.schema.json");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNode TREE = parse();
    private static final JsonSchema VALIDATOR =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(TREE);

    private PolicySchema() {}

    private static JsonNode parse() {
        try {
            return MAPPER.readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree() {
        return TREE;
    }

    /** The definition of that name; the whole for the empty name. */
    static JsonNode definition(String name) {
        return name.isEmpty() ? TREE : TREE.at("/$defs/" + name);
    }

    /** What the schema has against a policy file; nothing when it accepts it. */
    static List<String> errors(String yaml) {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return VALIDATOR.validate(MAPPER.valueToTree(document)).stream()
                .map(Object::toString)
                .toList();
    }
}
