package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.format.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The members that {@code docs/audit.md} promises, and those of real answers. */
public final class DocumentedJson {

    /** Objects whose members are data, such as days, causes and containers, or belong to another format. */
    private static final Set<String> OPAQUE =
            Set.of("jobsByDay", "logStreams", "recoveryByCause", "runTask", "request");

    private DocumentedJson() {}

    /** The quoted names in the section's block, without those that are values. */
    public static Set<String> documented(String section, String... values) {
        try {
            String document = Files.readString(Path.of("docs", "audit.md"));
            String from = document.substring(document.indexOf("\n## " + section + "\n"));
            int start = from.indexOf("```\n") + 4;
            Set<String> names = new TreeSet<>(Pattern.compile("\"([A-Za-z0-9]+)\"")
                    .matcher(from.substring(start, from.indexOf("```", start)))
                    .results()
                    .map(name -> name.group(1))
                    .toList());
            names.removeAll(Set.of(values));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Set<String> members(String json) {
        Set<String> names = new TreeSet<>();
        collect(Json.parse(json), names);
        return names;
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, names));
        }
        node.propertyStream().forEach(member -> {
            names.add(member.getKey());
            if (!OPAQUE.contains(member.getKey())) {
                collect(member.getValue(), names);
            }
        });
    }
}
