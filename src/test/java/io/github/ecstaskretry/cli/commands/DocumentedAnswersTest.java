package io.github.ecstaskretry.cli.commands;

import static io.github.ecstaskretry.cli.ask.DocumentedJson.documented;
import static io.github.ecstaskretry.cli.ask.DocumentedJson.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The answers of the commands that need no table have the members that {@code docs/audit.md} promises. */
class DocumentedAnswersTest {

    private static final String EXAMPLES = "docs/examples/";
    private static final String POLICY = EXAMPLES + "policy.yaml";

    @Test
    void explain() {
        Set<String> members = new TreeSet<>();
        for (String example : new String[] {"spot-interruption.json", "image-pull-failed.json", "out-of-memory.json"}) {
            for (String policy : new String[] {POLICY, "built-in"}) {
                members.addAll(members(Run.of("explain", EXAMPLES + example, "--policy", policy, "--request", "--json")
                        .out()));
            }
        }
        Set<String> promised = documented("explain");
        promised.addAll(documented("causes"));
        promised.removeAll(Set.of("version", "causes"));

        assertThat(members).isEqualTo(promised);
    }

    @Test
    void causesAndClassify() {
        Run classified = Run.with("{\"where\":\"stoppedReason\",\"text\":\"x\"}\nx\n", "classify", "--json");

        assertThat(members(Run.of("causes", "--json").out())).isEqualTo(documented("causes"));
        assertThat(members("[" + String.join(",", classified.lines()) + "]")).isEqualTo(documented("classify"));
    }

    @Test
    void policyFiles() {
        String wrong = EXAMPLES + "policy-cases.yaml";
        Set<String> warnings = Set.of("fix", "policy");
        Set<String> checked = members(Run.of("policy", "check", wrong, "--json").out());
        checked.addAll(warnings);

        assertThat(checked).isEqualTo(documented("policy check"));
        assertThat(Json.read(Run.of("policy", "show", POLICY, "--json").out()).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(documented("policy show"));
    }

    @Test
    void policyTestAndCompare() {
        Run tested = Run.of("policy", "test", EXAMPLES + "policy-cases.yaml", "--policy", "built-in", "--json");
        Run compared =
                Run.of("policy", "compare", POLICY, "built-in", "--from", EXAMPLES + "recorded-job.jsonl", "--json");

        assertThat(members(tested.out())).isEqualTo(documented("policy test"));
        assertThat(documented("policy compare")).containsAll(members(compared.out()));
    }
}
