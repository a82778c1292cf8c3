package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The queries that docs/table.md gives to copy, parsed like a shell and the AWS CLI. */
public final class TablePageQueries {

    private static final Pattern WORD =
            Pattern.compile("'(?<single>[^']*)'|\"(?<quoted>(?:\\\\.|[^\"\\\\])*)\"|(?<plain>\\S+)");

    private static final Pattern LOOP = Pattern.compile("for shard in (?<shards>.+); do");

    private TablePageQueries() {}

    /** The commands, in the order of the page; a query in a loop over shards is listed once for each shard. */
    public static List<QueryRequest> commands(String table) {
        List<QueryRequest> queries = new ArrayList<>();
        String script = block("sh").replace("\\\n", " ");
        List<String> shards = List.of("");
        for (String line : script.lines().toList()) {
            Matcher loop = LOOP.matcher(line);
            if (loop.matches()) {
                shards = List.of(loop.group("shards").split(" "));
            } else if (line.equals("done")) {
                shards = List.of("");
            } else if (line.contains("aws dynamodb query")) {
                shards.forEach(shard -> queries.add(query(line, Map.of("TABLE", table, "shard", shard))));
            }
        }
        return queries;
    }

    /** The PartiQL statements, in the order of the page. */
    public static List<String> statements(String table) {
        return block("sql")
                .lines()
                .map(statement -> statement.replace("\"TABLE\"", '"' + table + '"'))
                .toList();
    }

    private static String block(String language) {
        try {
            String page = Files.readString(Path.of("docs/table.md"));
            String section = page.substring(page.indexOf("## Queries without the command line"));
            int start = section.indexOf("```" + language + "\n") + language.length() + 4;
            return section.substring(start, section.indexOf("```", start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static QueryRequest query(String line, Map<String, String> variables) {
        Map<String, String> options = new HashMap<>();
        List<String> words =
                WORD.matcher(line).results().map(word -> word(word, variables)).toList();
        for (int i = 3; i < words.size(); i++) {
            boolean flag = words.get(i).startsWith("--no-");
            options.put(words.get(i), flag ? "" : words.get(++i));
        }
        QueryRequest.Builder query = QueryRequest.builder()
                .tableName(take(options, "--table-name"))
                .indexName(options.remove("--index-name"))
                .keyConditionExpression(take(options, "--key-condition-expression"))
                .expressionAttributeValues(values(take(options, "--expression-attribute-values")));
        if (options.remove("--no-scan-index-forward") != null) {
            query.scanIndexForward(false);
        }
        String names = options.remove("--expression-attribute-names");
        if (names != null) {
            Map<String, String> attributes = new LinkedHashMap<>();
            Json.read(names)
                    .propertyStream()
                    .forEach(name ->
                            attributes.put(name.getKey(), name.getValue().asText()));
            query.expressionAttributeNames(attributes);
        }
        if (!options.isEmpty()) {
            throw new IllegalStateException("options that this reader does not know: " + options.keySet());
        }
        return query.build();
    }

    private static String take(Map<String, String> options, String name) {
        String value = options.remove(name);
        if (value == null) {
            throw new IllegalStateException("a query of docs/table.md has no " + name);
        }
        return value;
    }

    private static String word(MatchResult word, Map<String, String> variables) {
        if (word.group("single") != null) {
            return word.group("single");
        }
        String text = word.group("quoted") == null
                ? word.group("plain")
                : word.group("quoted").replace("\\\"", "\"");
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace("$" + variable.getKey(), variable.getValue());
        }
        return text;
    }

    private static Map<String, AttributeValue> values(String json) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        Json.read(json)
                .propertyStream()
                .forEach(value -> values.put(
                        value.getKey(),
                        AttributeValue.fromS(value.getValue().path("S").asText())));
        return values;
    }
}
