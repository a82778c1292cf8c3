package io.github.ecstaskretry.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.function.retry.Handled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Gives the same events to the function and to {@code explain}, and compares their decisions. */
class SameDecisionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String RULES = TestPolicies.patientWith(
            "backoff: {interval: 20s, rate: 3, maxDelay: 2m, jitter: full}",
            "rules: [{name: pull, when: {cause: 'image-*'}, then: retry, attempts: 2, backoff: {interval: 7s, jitter: equal}},"
                    + " {name: spot, when: {cause: spot-interruption}, then: retry, counted: false, attempts: 20},"
                    + " {name: code, when: {container: app, exitCode: [3-5]}, then: fail}]");

    /** Retries every failure until the fourth attempt, because the function decides nothing about attempts after a job's end. */
    private static final String RETRIES = RULES.replace("attempts: 2", "attempts: 4")
            .replaceFirst("\n    otherwise: .*", "\n    otherwise: retry")
            .replaceFirst("\n    attempts: .*", "\n    attempts: 4");

    private static final Map<String, String> POLICIES = Map.of(
            "patient", TestPolicies.PATIENT,
            "rules", RULES,
            "hasty", TestPolicies.patientWith("deadline: 10m", "otherwise: retry", "announce: []"),
            "no network", TestPolicies.PATIENT.replaceFirst("    network: .*\n", ""),
            "elsewhere", TestPolicies.patientWith("match: {cluster: [staging-*]}"),
            "by tag", TestPolicies.patientWith("match: {tags: {team: data}}", "launch: {copyTags: true}"),
            "of others", TestPolicies.patientWith("match: {startedBy: [events-rule/*]}"));

    private static final Map<String, TaskEvent> EVENTS = Map.of(
            "success", TaskEvent.exited(0),
            "exit 1", TaskEvent.exited(1),
            "exit 4", TaskEvent.exited(4).environment("app", "TOKEN", "a secret"),
            "spot", TaskEvent.spotInterrupted(),
            "reset", TaskEvent.neverStarted("CannotPullContainerError: read tcp: connection reset by peer"),
            "missing", TaskEvent.neverStarted("CannotPullContainerError: manifest unknown"),
            "stopped",
                    TaskEvent.stopped("UserInitiated", "Task stopped by user").container("app", 143, null),
            "of a service", TaskEvent.exited(1).with(detail -> detail.put("group", "service:web")),
            "scheduled", TaskEvent.exited(1).with(detail -> detail.put("startedBy", "events-rule/nightly")));

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> decideAlikeAboutAFirstAttempt() {
        return POLICIES.keySet().stream()
                .flatMap(policy -> EVENTS.keySet().stream()
                        .map(event -> DynamicTest.dynamicTest(
                                event + " under " + policy,
                                () -> assertSame(List.of(EVENTS.get(event)), POLICIES.get(policy)))));
    }

    @TestFactory
    Stream<DynamicTest> decideAlikeAfterEarlierAttemptsThatFailedTheSameWay() {
        return Stream.of("spot", "reset", "exit 1")
                .flatMap(event -> Stream.of(2, 3, 4)
                        .map(number -> DynamicTest.dynamicTest(
                                "attempt " + number + " of " + event,
                                () -> assertSame(repeated(EVENTS.get(event), number), RETRIES))));
    }

    /** The same failure again and again, each as the attempt after the one before. */
    private static List<TaskEvent> repeated(TaskEvent event, int attempts) {
        List<TaskEvent> events = new ArrayList<>(List.of(event));
        for (int number = 2; number <= attempts; number++) {
            TaskEvent again = TaskEvent.like(event).asAttempt(TaskEvent.TASK_ID, number, "rerun" + number);
            events.add(again);
        }
        return events;
    }

    private void assertSame(List<TaskEvent> events, String yaml) throws IOException {
        PolicySet policies = TestPolicies.read(yaml);
        Map<String, String> tags = Map.of("team", "data");
        FunctionCore function = new FunctionCore(policies, tags);
        events.subList(0, events.size() - 1).forEach(event -> function.handle(event.task()));
        TaskEvent last = events.getLast();
        Handled handled = function.handle(last.task());

        JsonNode explained = explain(last, yaml, "--tag", "team=data");

        switch (handled) {
            case Handled.Ignored ignored -> {
                assertThat(explained.at("/decision/decision").asText()).isEqualTo("IGNORE");
                assertThat(explained.at("/decision/why").asText()).isEqualTo(ignored.reason());
            }
            case Handled.Recorded recorded -> assertSame(recorded.attempt(), explained);
            case Handled.Replayed _, Handled.Aborted _ -> throw new AssertionError("not a first end: " + handled);
        }
    }

    private static void assertSame(RecordedAttempt recorded, JsonNode explained) throws IOException {
        JsonNode decision = explained.get("decision");
        assertThat(explained.get("jobId").asText()).isEqualTo(recorded.id().jobId());
        assertThat(explained.get("attempt").asInt()).isEqualTo(recorded.id().number());
        assertThat(explained.at("/cause/cause").asText())
                .isEqualTo(recorded.ruling().cause());
        assertThat(explained.at("/cause/kind").asText())
                .isEqualTo(recorded.ruling().causeKind().word());
        assertThat(decision.get("policy").asText()).isEqualTo(recorded.ruling().policy());
        assertThat(decision.get("rule").asText()).isEqualTo(recorded.ruling().rule());
        assertThat(decision.get("counted").asBoolean())
                .isEqualTo(recorded.ruling().counted());
        assertThat(decision.get("why").asText()).isEqualTo(recorded.ruling().why());
        switch (recorded.decision()) {
            case RecordedDecision.Retry retry -> {
                assertThat(decision.get("decision").asText()).isEqualTo("RETRY");
                assertThat(decision.get("delaySeconds").asLong()).isEqualTo(retry.delaySeconds());
                assertThat(decision.get("notBefore").asText()).isEqualTo(Timestamps.format(retry.notBefore()));
                assertThat(decision.get("runTask"))
                        .isEqualTo(JSON.readTree(LaunchRequestJson.redacted(retry.launch())));
            }
            case RecordedDecision.End terminal -> {
                assertThat(decision.get("decision").asText()).isEqualTo("TERMINAL");
                assertThat(decision.get("outcome").asText())
                        .isEqualTo(terminal.outcome().name());
                assertThat(decision.get("announce").asBoolean()).isEqualTo(terminal.announce());
            }
        }
    }

    private JsonNode explain(TaskEvent event, String yaml, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), yaml);
        List<String> arguments = new ArrayList<>(List.of("explain", "-", "--json", "--policy", file.toString()));
        arguments.addAll(List.of(more));
        Run run = Run.with(event.json().toString(), arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    @TestFactory
    Stream<DynamicTest> decideAlikeUnderTheBuiltInPolicy() {
        return EVENTS.entrySet().stream()
                .map(event -> DynamicTest.dynamicTest(event.getKey(), () -> {
                    Handled handled = new FunctionCore(PolicyFile.builtIn(), Map.of())
                            .handle(event.getValue().task());
                    JsonNode explained =
                            JSON.readTree(Run.with(event.getValue().json().toString(), "explain", "-", "--json")
                                    .out());

                    if (handled instanceof Handled.Recorded recorded) {
                        assertSame(recorded.attempt(), explained);
                    } else {
                        assertThat(explained.at("/decision/decision").asText()).isEqualTo("IGNORE");
                    }
                }));
    }
}
