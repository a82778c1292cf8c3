package io.github.ecstaskretry.cli.ask.cases;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.ask.cases.Expected.Difference;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.YamlValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A case and what the policy decided.
 *
 * @param line of the case in its file, from 1
 * @param differences empty if everything is as expected
 */
public record CaseResult(String name, int line, Decided decided, List<Difference> differences) {

    public boolean passed() {
        return differences.isEmpty();
    }

    /** Such as {@code retry after 0s to 15s by nightly/spot}. */
    public String summary() {
        String decision = switch (decided.decision()) {
            case RETRY -> "retry after " + decided.delay();
            case END -> decided.outcome();
            case IGNORE -> "no policy adopts it";
        };
        return decision + (decided.policy().isEmpty() ? "" : " by " + decided.policy() + "/" + decided.rule());
    }

    /** Such as {@code decision: expected retry, found end}. */
    public List<String> sentences() {
        return differences.stream()
                .map(one -> one.key() + ": expected " + one.expected() + ", found " + one.actual())
                .toList();
    }

    public ObjectNode json() {
        ObjectNode node = Json.object().put("name", name).put("line", line).put("passed", passed());
        ObjectNode actual = node.putObject("actual").put("decision", YamlValue.word(decided.decision()));
        Stream.of(
                        List.of("outcome", decided.outcome()),
                        List.of("cause", decided.cause()),
                        List.of("policy", decided.policy()),
                        List.of("rule", decided.rule()),
                        List.of("delay", decided.delay()))
                .filter(member -> !member.getLast().isEmpty())
                .forEach(member -> actual.put(member.getFirst(), member.getLast()));
        ArrayNode array = node.putArray("differences");
        differences.forEach(one -> array.addObject()
                .put("key", one.key())
                .put("expected", one.expected())
                .put("actual", one.actual()));
        return node;
    }

    /** The differences in one line. */
    @Override
    public String toString() {
        return name + ": " + sentences().stream().collect(Collectors.joining("; "));
    }
}
