package io.github.ecstaskretry.sam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.ecstaskretry.function.lambda.Metric;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard and the alarms use the function's metrics, in CloudWatch's format. */
class DashboardTest {

    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final String STACK = "ecs-task-retry";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?!!)([^}]+)}");
    private static final Set<String> EMITTED =
            Arrays.stream(Metric.values()).map(Metric::word).collect(Collectors.toCollection(TreeSet::new));
    private static final int COLUMNS = 24;

    /** Amazon CloudWatch API reference, "Dashboard body structure and syntax", as far as a JSON Schema can say it. */
    private static final String BODY = """
            {
              "type": "object",
              "required": ["widgets"],
              "additionalProperties": false,
              "properties": {
                "start": {"type": "string"},
                "end": {"type": "string"},
                "periodOverride": {"enum": ["auto", "inherit"]},
                "widgets": {"type": "array", "maxItems": 500, "items": {"$ref": "#/$defs/widget"}}
              },
              "$defs": {
                "widget": {
                  "type": "object",
                  "required": ["type", "properties"],
                  "additionalProperties": false,
                  "properties": {
                    "type": {"enum": ["text", "alarm", "metric"]},
                    "x": {"type": "integer", "minimum": 0, "maximum": 23},
                    "y": {"type": "integer", "minimum": 0},
                    "width": {"type": "integer", "minimum": 1, "maximum": 24},
                    "height": {"type": "integer", "minimum": 1, "maximum": 1000},
                    "properties": {"type": "object"}
                  },
                  "allOf": [
                    {"if": {"properties": {"type": {"const": "text"}}}, "then": {"properties": {"properties": {
                      "required": ["markdown"], "additionalProperties": false,
                      "properties": {"markdown": {"type": "string"}, "background": {"enum": ["solid", "transparent"]}}}}}},
                    {"if": {"properties": {"type": {"const": "alarm"}}}, "then": {"properties": {"properties": {
                      "required": ["alarms"], "additionalProperties": false,
                      "properties": {
                        "title": {"type": "string"},
                        "sortBy": {"enum": ["default", "stateUpdatedTimestamp", "timestamp"]},
                        "states": {"type": "array"},
                        "alarms": {"type": "array", "minItems": 1, "maxItems": 100,
                          "items": {"type": "string", "pattern": "^arn:aws:cloudwatch:[^:]+:[0-9]{12}:alarm:.+$"}}}}}}},
                    {"if": {"properties": {"type": {"const": "metric"}}},
                      "then": {"properties": {"properties": {"$ref": "#/$defs/metrics"}}}}
                  ]
                },
                "metrics": {
                  "required": ["region", "metrics"],
                  "additionalProperties": false,
                  "properties": {
                    "title": {"type": "string"},
                    "region": {"type": "string"},
                    "view": {"enum": ["timeSeries", "singleValue", "gauge", "bar", "pie", "table"]},
                    "stacked": {"type": "boolean"},
                    "stat": {"$ref": "#/$defs/stat"},
                    "period": {"$ref": "#/$defs/period"},
                    "metrics": {"type": "array", "minItems": 1, "maxItems": 500, "items": {"$ref": "#/$defs/metric"}},
                    "annotations": {"properties": {"horizontal": {"items": {
                      "required": ["value"], "properties": {"value": {"type": "number"}, "label": {"type": "string"}}}}}},
                    "yAxis": {"additionalProperties": false, "properties": {
                      "left": {"$ref": "#/$defs/axis"}, "right": {"$ref": "#/$defs/axis"}}}
                  }
                },
                "axis": {"additionalProperties": false, "properties": {
                  "min": {"type": "number"}, "max": {"type": "number"},
                  "label": {"type": "string"}, "showUnits": {"type": "boolean"}}},
                "stat": {"type": "string", "pattern": "^(Sum|Average|Minimum|Maximum|SampleCount|p[0-9]{1,2}([.][0-9]+)?)$"},
                "period": {"type": "integer", "multipleOf": 60, "minimum": 60},
                "metric": {
                  "type": "array",
                  "if": {"prefixItems": [{"type": "object"}]},
                  "then": {"maxItems": 1, "items": {"required": ["expression"], "$ref": "#/$defs/rendering"}},
                  "else": {"minItems": 2, "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/rendering"}]}}
                },
                "rendering": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "id": {"type": "string", "pattern": "^[a-z][A-Za-z0-9_]*$"},
                    "expression": {"type": "string", "minLength": 1, "maxLength": 1024},
                    "label": {"type": "string"},
                    "color": {"type": "string", "pattern": "^#[0-9a-f]{6}$"},
                    "stat": {"$ref": "#/$defs/stat"},
                    "period": {"$ref": "#/$defs/period"},
                    "visible": {"type": "boolean"},
                    "yAxis": {"enum": ["left", "right"]}
                  }
                }
              }
            }
            """;

    @Test
    void theDashboardIsInTheFormThatCloudWatchTakes() {
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(BODY)
                        .validate(body()))
                .isEmpty();
    }

    @Test
    void itsWidgetsFitIntoTheColumnsAndDoNotOverlap() {
        Set<String> taken = new HashSet<>();
        for (JsonNode widget : body().path("widgets")) {
            int right = widget.path("x").asInt() + widget.path("width").asInt();
            assertThat(right).isLessThanOrEqualTo(COLUMNS);
            for (int x = widget.path("x").asInt(); x < right; x++) {
                int bottom = widget.path("y").asInt() + widget.path("height").asInt();
                for (int y = widget.path("y").asInt(); y < bottom; y++) {
                    assertThat(taken.add(x + "," + y)).as(widget.toString()).isTrue();
                }
            }
        }
    }

    @Test
    void itNamesResourcesOfTheTemplate() {
        assertThat(PLACEHOLDER
                        .matcher(source())
                        .results()
                        .map(result -> result.group(1).replaceFirst("[.].*", "")))
                .allMatch(
                        name -> name.startsWith("AWS::") || TEMPLATE.resources().containsKey(name));
    }

    @Test
    void itShowsEveryMetricOfTheFunctionAndNoOther() {
        Set<String> shown = new TreeSet<>();
        body().findValues("metrics")
                .forEach(metrics -> metrics.forEach(metric -> {
                    if (metric.path(0).asText().equals(STACK)) {
                        shown.add(metric.path(1).asText());
                        assertThat(metric.path(2).isTextual())
                                .as("a dimension of %s", metric)
                                .isFalse();
                    }
                }));

        assertThat(shown).isEqualTo(EMITTED);
        assertThat(Pattern.compile("MetricName=\"(\\w+)\"")
                        .matcher(String.join(" ", body().findValuesAsText("expression")))
                        .results()
                        .map(result -> result.group(1)))
                .containsExactly("Lost", "Recovered");
    }

    @Test
    void itShowsEveryAlarm() {
        List<String> alarms = body().findValue("alarms")
                .valueStream()
                .map(arn -> arn.asText().replaceFirst(".*:", ""))
                .toList();

        assertThat(alarms).containsExactlyInAnyOrderElementsOf(alarms().keySet());
    }

    @Test
    void itCanBeLeftOut() {
        assertThat(TEMPLATE.resources()).containsKey("Dashboard");
        assertThat(TEMPLATE.with("DashboardOn", "false").resources()).doesNotContainKey("Dashboard");
    }

    @Test
    void alarmsWatchMetricsThatTheFunctionEmits() {
        List<String> watched = alarms().values().stream()
                .filter(alarm -> alarm.path("Namespace").path("Ref").asText().equals("AWS::StackName"))
                .peek(alarm -> assertThat(alarm.has("Dimensions")).isFalse())
                .map(alarm -> alarm.path("MetricName").asText())
                .toList();

        assertThat(watched).containsExactlyInAnyOrder("Lost", "PendingAge", "UnrecognisedStops");
        assertThat(EMITTED).containsAll(watched);
        assertThat(TEMPLATE.ofType("AWS::Logs::MetricFilter")).isEmpty();
        assertThat(TEMPLATE.properties("TaskRetryFunction").at("/Environment/Variables/RETRY_METRICS_NAMESPACE/Ref"))
                .isEqualTo(alarms().get("LostJobsAlarm").at("/Namespace/Ref"));
    }

    /** Amazon CloudWatch API reference, {@code PutMetricAlarm}: a description has at most 1,024 characters. */
    @Test
    void anAlarmSaysWhatItMeansAndWhereTheRunbookIs() {
        alarms().forEach(
                        (id, alarm) -> assertThat(alarm.path("AlarmDescription").asText())
                                .hasSizeBetween(80, 1024)
                                .endsWith(" - see docs/runbooks.md#" + id.toLowerCase(Locale.ROOT) + "."));
    }

    private static Map<String, JsonNode> alarms() {
        return TEMPLATE.ofType("AWS::CloudWatch::Alarm");
    }

    private static String source() {
        return TEMPLATE.properties("Dashboard").at("/DashboardBody/Fn::Sub").asText();
    }

    /** As CloudFormation fills it in; {@code ${!X}} becomes <code>${X}</code>. */
    private static JsonNode body() {
        return Json.read(
                PLACEHOLDER.matcher(source()).replaceAll(DashboardTest::value).replace("${!", "${"));
    }

    private static String value(MatchResult placeholder) {
        return switch (placeholder.group(1)) {
            case "AWS::StackName" -> STACK;
            case "AWS::Region" -> "eu-west-1";
            case String name
            when name.endsWith("Alarm.Arn") ->
                "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:" + name.replace(".Arn", "");
            case String name -> name;
        };
    }
}
