package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CausesCommandTest {

    @Test
    void printsARowForEachCause() {
        Run run = Run.of("causes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().getFirst()).matches("CAUSE +KIND +WHAT HAPPENED");
        assertThat(run.lines()).hasSize(CatalogueYaml.builtIn().causes().size() + 1);
        assertThat(run.lines()).anyMatch(line -> line.matches("spot-interruption +transient +AWS took .*"));
    }

    @Test
    void filtersByKind() {
        Run run = Run.of("causes", "--kind", "intentional");

        assertThat(run.lines()).hasSizeGreaterThan(1);
        assertThat(run.lines().subList(1, run.lines().size())).allMatch(line -> line.contains(" intentional "));
    }

    @Test
    void refusesAnUnknownKindAndNamesTheKnownOnes() {
        Run run = Run.of("causes", "--kind", "fatal");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("transient, permanent, ambiguous, intentional, success; found 'fatal'");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void writesJson() throws IOException {
        Run run = Run.of("causes", "--kind", "success", "--json");

        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.get("version").asInt())
                .isEqualTo(CatalogueYaml.builtIn().version());
        assertThat(answer.get("causes")).hasSize(1);
        JsonNode cause = answer.get("causes").get(0);
        assertThat(cause.get("cause").asText()).isEqualTo("succeeded");
        assertThat(cause.get("kind").asText()).isEqualTo("success");
        assertThat(cause.get("summary").asText()).isEqualTo("The work was done.");
        assertThat(cause.get("advice").asText()).isEqualTo("Nothing to do.");
        assertThat(cause.get("source").asText()).startsWith("https://");
    }

    @Test
    void refusesTwoForms() {
        assertThat(Run.of("causes", "--json", "--markdown").exitCode()).isEqualTo(2);
    }

    @Test
    void printsColoursOnlyOnATerminal() {
        assertThat(Run.of("causes").out()).doesNotContain("\u001b");
        assertThat(Run.inColour("", "causes").out()).contains("\u001b[1mspot-interruption");
    }

    /** If this fails, run {@code ./ecs-retry causes --markdown > docs/causes.md}. */
    @Test
    void docsCausesIsUpToDate() throws IOException {
        assertThat(Files.readString(Path.of("docs/causes.md")))
                .as("docs/causes.md, which './ecs-retry causes --markdown > docs/causes.md' writes")
                .isEqualTo(Run.of("causes", "--markdown").out());
    }
}
