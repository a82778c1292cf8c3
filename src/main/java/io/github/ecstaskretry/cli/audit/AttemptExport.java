package io.github.ecstaskretry.cli.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.ecstaskretry.format.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Writes items of the attempts table for {@code export}. */
public enum AttemptExport {
    /** One JSON object for each line, with the item's attributes. */
    JSONL {
        @Override
        public Consumer<Map<String, Object>> to(PrintWriter out) {
            return item -> out.print(Json.write(Json.tree(item)) + "\n");
        }
    },
    /** RFC 4180 with a header and a column for every attribute; lists and maps are JSON. */
    CSV {
        @Override
        public Consumer<Map<String, Object>> to(PrintWriter out) {
            CsvGenerator csv = csv(out);
            row(csv, COLUMNS);
            return item -> row(
                    csv,
                    COLUMNS.stream()
                            .map(column -> item.containsKey(column) ? field(Json.tree(item.get(column))) : "")
                            .toList());
        }
    };

    /** The order is part of the format: append new attributes. */
    private static final List<String> COLUMNS = List.of("""
            jobId attempt family cluster clusterArn taskArn taskDefinitionArn group startedBy originalStartedBy launchType
            capacityProvider jobCreatedAt createdAt startedAt stoppedAt stopCode stoppedReason launchError launchDetail containers
            cause causeKind decision outcome policy policyVersion rule mode counted why delaySeconds notBefore executionArn
            announcedAt recordedAt taskId tags announce noticeTakenAt eventId eventVersion launchRequest expiresAt outcomeDay
            relaunchedTaskId pendingShard missingSince supersededAt supersededCause supersededOutcome supersededAnnounce
            notAfter receivedAt pacedFrom launchSource tagsUnknown heldFor heldSince neverLaunched cpu memory changes
            earlierCauses cancelledBy cancelledAt cancelReason releasedBy releasedAt releaseReason digest
            rerunOf rerunAs rerunBy rerunAt rerunReason""".split("\\s+"));

    /** Starts an export. The returned function writes one item: maps, lists and scalars by attribute. */
    public abstract Consumer<Map<String, Object>> to(PrintWriter out);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static CsvGenerator csv(PrintWriter out) {
        try {
            CsvGenerator csv = new CsvFactory().createGenerator(out);
            csv.setSchema(CsvSchema.emptySchema().withLineSeparator("\r\n"));
            csv.enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING);
            csv.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
            return csv;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void row(CsvGenerator csv, List<String> fields) {
        try {
            csv.writeArray(fields.toArray(String[]::new), 0, fields.size());
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An apostrophe keeps a spreadsheet from reading a text as a formula; OWASP, "CSV Injection". */
    private static String field(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : Json.write(value);
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && value.isTextual() ? "'" + text : text;
    }
}
