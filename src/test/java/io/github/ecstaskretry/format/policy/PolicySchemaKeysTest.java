package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema has the keys, words and defaults of the reader. */
class PolicySchemaKeysTest {

    @Test
    void isAValidSchema() {
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(SchemaLocation.of(SchemaId.V202012))
                        .validate(PolicySchema.tree()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hasTheReadersKeysInItsOrder(PolicyLevel level) {
        JsonNode definition = PolicySchema.definition(level.definition());

        assertThat(definition.path("additionalProperties").booleanValue()).isFalse();
        assertThat(names(definition.path("properties"))).isEqualTo(level.keys());
    }

    @ParameterizedTest
    @EnumSource
    void describesEveryKey(PolicyLevel level) {
        assertThat(PolicySchema.definition(level.definition()).path("properties"))
                .isNotEmpty()
                .allSatisfy(property ->
                        assertThat(property.path("description").asText()).endsWith("."));
    }

    @Test
    void hasTheProgramsWords() {
        assertThat(texts(PolicySchema.definition("cause").at("/anyOf/0/enum")))
                .as("causes: after a change of failure-catalogue.yaml, change them in %s too", PolicySchema.FILE)
                .containsExactlyElementsOf(CatalogueYaml.builtIn().ids());
        assertThat(texts(PolicySchema.definition("preset").path("enum")))
                .containsExactlyElementsOf(RuleReader.presets().keySet());
        assertThat(texts(PolicySchema.definition("causeKind").path("enum")))
                .isEqualTo(
                        Arrays.stream(CauseKind.values()).map(CauseKind::word).toList());
        assertThat(texts(PolicySchema.definition("announcement").path("enum")))
                .isEqualTo(Arrays.stream(Outcome.values()).map(Outcome::name).toList());
    }

    @Test
    void hasTheReadersDefaults() {
        assertDefaults("policy", "    %s: %s");
        assertDefaults("backoff", "    backoff: {%s: %s}");
        assertDefaults("announceLimit", "    announceLimit: {%s: %s}");
        assertDefaults("network", "    network: {subnets: subnet-1, %s: %s}");
        assertDefaults("launch", "    launch: {%s: %s}");
        assertDefaults("rule", "    rules: [{name: r, when: {exitCode: 1}, then: retry, %s: %s}]");
        assertDefaults(
                "memory", "    rules: [{name: r, when: {exitCode: 1}, then: retry, memory: {max: 512, %s: %s}}]");
    }

    private static void assertDefaults(String definition, String form) {
        PolicySchema.definition(definition).path("properties").properties().forEach(property -> {
            JsonNode value = property.getValue().path("default");
            if (!value.isMissingNode()) {
                String said = form.formatted(property.getKey(), value);
                String unsaid = said.replaceAll("(, )?" + property.getKey() + ": .*?(?=}|$)", "");
                assertThat(unsaid).doesNotContain(property.getKey() + ":");
                assertThat(TestPolicies.read("version: 1\npolicies:\n  - name: a\n" + said + "\n"))
                        .as("%s.%s", definition, property.getKey())
                        .isEqualTo(TestPolicies.read("version: 1\npolicies:\n  - name: a\n" + unsaid + "\n"));
            }
        });
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.textValue()));
        return texts;
    }
}
