package io.github.ecstaskretry.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.ecstaskretry.format.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The rules of CloudWatch's embedded metric format (Amazon CloudWatch user guide, "Specification: Embedded metric format"). */
public final class EmbeddedMetrics {

    /** The part of the rules that a JSON Schema can express. AWS's own schema allows further members, which its text forbids. */
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema("""
            {
              "type": "object",
              "required": ["_aws"],
              "properties": {
                "_aws": {
                  "type": "object",
                  "required": ["Timestamp", "CloudWatchMetrics"],
                  "additionalProperties": false,
                  "properties": {
                    "Timestamp": {"type": "integer", "minimum": 1700000000000, "maximum": 4102444800000},
                    "CloudWatchMetrics": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/directive"}}
                  }
                }
              },
              "$defs": {
                "directive": {
                  "type": "object",
                  "required": ["Namespace", "Dimensions", "Metrics"],
                  "additionalProperties": false,
                  "properties": {
                    "Namespace": {"type": "string", "pattern": "^[A-Za-z0-9._/#: -]+$", "minLength": 1, "maxLength": 255},
                    "Dimensions": {
                      "type": "array",
                      "minItems": 1,
                      "items": {
                        "type": "array",
                        "maxItems": 30,
                        "items": {"type": "string", "minLength": 1, "maxLength": 250}
                      }
                    },
                    "Metrics": {
                      "type": "array",
                      "minItems": 1,
                      "maxItems": 100,
                      "items": {
                        "type": "object",
                        "required": ["Name"],
                        "additionalProperties": false,
                        "properties": {
                          "Name": {"type": "string", "minLength": 1, "maxLength": 255},
                          "Unit": {
                            "enum": [
                              "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes",
                              "Terabytes", "Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count",
                              "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second",
                              "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second",
                              "Gigabits/Second", "Terabits/Second", "Count/Second", "None"
                            ]
                          },
                          "StorageResolution": {"enum": [1, 60]}
                        }
                      }
                    }
                  }
                }
              }
            }
            """);

    private static final int MOST_BYTES = 256 * 1024;

    private EmbeddedMetrics() {}

    /** Checks a log line; every metric and dimension must be a member of its root, and counted once. */
    public static void check(String line) {
        JsonNode root = Json.parse(line);
        assertThat(SCHEMA.validate(root)).as(line).isEmpty();
        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MOST_BYTES);
        Set<String> seen = new HashSet<>();
        for (JsonNode directive : root.path("_aws").path("CloudWatchMetrics")) {
            directive.path("Metrics").forEach(metric -> {
                String name = metric.path("Name").asText();
                checkValue(name, root.path(name));
                assertThat(seen.add(name + directive.path("Dimensions")))
                        .as(name)
                        .isTrue();
            });
            directive
                    .path("Dimensions")
                    .forEach(set -> set.forEach(
                            key -> assertThat(root.path(key.asText()).asText()).hasSizeBetween(1, 1024)));
        }
    }

    private static void checkValue(String name, JsonNode value) {
        if (value.isArray()) {
            assertThat(value.size()).as(name).isBetween(1, 100);
            assertThat(value).as(name).allMatch(JsonNode::isNumber);
        } else {
            assertThat(value.isNumber()).as(name).isTrue();
        }
    }
}
