package io.github.ecstaskretry.cli.audit.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.format.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Items of the attempts table as lines of text. */
public enum AttemptExport {
    /** One JSON object a line, with the attributes that the item has. */
    JSONL {
        @Override
        public Optional<String> heading() {
            return Optional.empty();
        }

        @Override
        public String line(Map<String, Object> item) {
            return Json.write(Json.tree(item));
        }

        @Override
        public String end() {
            return "\n";
        }
    },
    /** RFC 4180: a heading, and a column for every attribute; what is no scalar is JSON. */
    CSV {
        @Override
        public Optional<String> heading() {
            return Optional.of(String.join(",", COLUMNS));
        }

        @Override
        public String line(Map<String, Object> item) {
            return COLUMNS.stream()
                    .map(column -> item.containsKey(column) ? field(Json.tree(item.get(column))) : "")
                    .collect(Collectors.joining(","));
        }

        @Override
        public String end() {
            return "\r\n";
        }
    };

    /** In an order that stays; new ones come last. */
    private static final List<String> COLUMNS = List.of(
            "jobId",
            "attempt",
            "family",
            "cluster",
            "clusterArn",
            "taskArn",
            "taskDefinitionArn",
            "group",
            "startedBy",
            "originalStartedBy",
            "launchType",
            "capacityProvider",
            "jobCreatedAt",
            "createdAt",
            "startedAt",
            "stoppedAt",
            "stopCode",
            "stoppedReason",
            "launchError",
            "launchDetail",
            "containers",
            "cause",
            "causeKind",
            "decision",
            "outcome",
            "policy",
            "policyVersion",
            "rule",
            "mode",
            "counted",
            "why",
            "delaySeconds",
            "notBefore",
            "executionArn",
            "announcedAt",
            "recordedAt",
            "taskId",
            "tags",
            "announce",
            "noticeTakenAt",
            "eventId",
            "eventVersion",
            "launchRequest",
            "expiresAt",
            "outcomeDay",
            "relaunchedTaskId",
            "pendingShard");

    /** What stands before the first line. */
    public abstract Optional<String> heading();

    /**
     * One item.
     *
     * @param item maps, lists and scalars by attribute
     */
    public abstract String line(Map<String, Object> item);

    /** What ends the heading and every line. */
    public abstract String end();

    /** A spreadsheet would take a text that begins like a formula for one; OWASP, "CSV Injection". */
    private static String field(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : Json.write(value);
        String safe =
                !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && value.isTextual() ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
