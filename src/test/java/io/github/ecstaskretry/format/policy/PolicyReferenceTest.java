package io.github.ecstaskretry.format.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.task.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/policy.md} says what the reader does. */
class PolicyReferenceTest {

    private static final String REFERENCE = read(Path.of("docs/policy.md"));
    private static final Pattern YAML_BLOCK = Pattern.compile("(?s)```yaml\\n(.*?)```");

    /** A line of a table: a key, its type, default, example and meaning. */
    record Row(PolicyLevel level, String key, String type, String defaultValue, String example, String meaning) {

        static Row of(PolicyLevel level, String line) {
            String[] cells = line.substring(1).split("\\|", -1);
            return new Row(level, code(cells[0]), cells[1].strip(), cells[2].strip(), code(cells[3]), cells[4].strip());
        }

        private static String code(String cell) {
            assertThat(cell.strip()).startsWith("`").endsWith("`");
            return cell.strip().substring(1, cell.strip().length() - 1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOT")
    void hasEveryKeyInTheReadersOrder(PolicyLevel level) {
        assertThat(rows(level)).extracting(Row::key).containsExactlyElementsOf(level.keys());
    }

    @Test
    void describesNotAsAConditionWithoutNot() {
        assertThat(PolicyLevel.NOT.keys())
                .isEqualTo(PolicyLevel.WHEN.keys().stream()
                        .filter(key -> !key.equals("not"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void hasTheDefaultsOfTheSchema(Row row) {
        JsonNode property = PolicySchema.definition(row.level().definition()).at("/properties/" + row.key());
        JsonNode value = property.path("default");
        boolean required = StreamSupport.stream(
                        PolicySchema.definition(row.level().definition())
                                .path("required")
                                .spliterator(),
                        false)
                .anyMatch(key -> key.textValue().equals(row.key()));

        assertThat(row.defaultValue().equals("required")).isEqualTo(required);
        assertThat(row.defaultValue().startsWith("`")).isEqualTo(!value.isMissingNode());
        if (!value.isMissingNode()) {
            assertThat(row.defaultValue()).isEqualTo("`" + text(value) + "`");
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void hasOnlyValidExamples(Row row) {
        assertThat(row.example()).startsWith(row.key() + ": ");
        assertValid(inItsPlace(row));
    }

    @Test
    void hasOnlyValidLongExamples() {
        List<String> blocks = YAML_BLOCK
                .matcher(REFERENCE)
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks).hasSizeGreaterThan(2).allSatisfy(block -> assertValid(whole(block)));
    }

    @Test
    void hasThePresetsOfTheProgram() {
        List<String> names = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(section("Presets"))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(names).containsExactlyElementsOf(RuleReader.presets().keySet());
    }

    @Test
    void hasTheOutcomesOfTheProgram() {
        String type = rows(PolicyLevel.POLICY).stream()
                .filter(row -> row.key().equals("announce"))
                .findFirst()
                .orElseThrow()
                .type();

        assertThat(Pattern.compile("[A-Z]{2,}").matcher(type).results().map(MatchResult::group))
                .containsExactlyElementsOf(
                        Arrays.stream(Outcome.values()).map(Enum::name).toList());
    }

    private static void assertValid(String file) {
        assertThatCode(() -> TestPolicies.read(file)).as(file).doesNotThrowAnyException();
        assertThat(PolicySchema.errors(file)).as(file).isEmpty();
    }

    static Stream<Row> rows() {
        return Arrays.stream(PolicyLevel.values())
                .filter(level -> level != PolicyLevel.NOT)
                .flatMap(level -> rows(level).stream());
    }

    private static List<Row> rows(PolicyLevel level) {
        return section(heading(level))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Row.of(level, line))
                .toList();
    }

    private static String heading(PolicyLevel level) {
        return switch (level) {
            case FILE -> "The file";
            case POLICY -> "A policy";
            case RULE -> "A rule";
            default -> level.definition();
        };
    }

    private static String section(String heading) {
        String start = "\n## " + heading + "\n";
        assertThat(REFERENCE).contains(start);
        String rest = REFERENCE.substring(REFERENCE.indexOf(start) + start.length());
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }

    /** The example among as many other keys as its mapping needs. */
    private static String inItsPlace(Row row) {
        return switch (row.level()) {
            case FILE -> "{" + with(row, "version: 1", "policies: [{name: a}]") + "}";
            case POLICY -> policy(with(row, "name: a"));
            case PACE -> policy("name: a, pace: {" + with(row, "launches: 60", "per: 1m") + "}");
            case NETWORK -> policy("name: a, network: {" + with(row, "subnets: subnet-1") + "}");
            case RULE ->
                policy("name: a, rules: [{" + with(row, "name: r", "when: {exitCode: 1}", "then: retry") + "}]");
            case MEMORY ->
                policy("name: a, rules: [{name: r, when: {exitCode: 1}, then: retry, memory: {" + with(row, "max: 512")
                        + "}}]");
            case WHEN, NOT -> policy("name: a, rules: [{name: r, when: {" + row.example() + "}, then: retry}]");
            case MATCH, BACKOFF, LAUNCH, ANNOUNCE_LIMIT ->
                policy("name: a, " + row.level().definition() + ": {" + row.example() + "}");
        };
    }

    private static String with(Row row, String... needed) {
        return String.join(
                ", ",
                Stream.concat(
                                Arrays.stream(needed).filter(line -> !line.startsWith(row.key() + ":")),
                                Stream.of(row.example()))
                        .toList());
    }

    private static String policy(String keys) {
        return "{version: 1, policies: [{" + keys + "}]}";
    }

    private static String whole(String block) {
        return block.contains("version: 1") ? block : "version: 1\npolicies:\n  - name: a\n" + block.indent(4);
    }

    private static String text(JsonNode value) {
        return value.isTextual()
                ? value.textValue()
                : value.toString().replace("\"", "").replace(",", ", ");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
