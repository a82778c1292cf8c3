package io.github.ecstaskretry.function.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.function.retry.FailedLaunches;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.Reconciled;
import io.github.ecstaskretry.function.retry.Reconciled.Finding;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The counts of each event, and the log lines for CloudWatch. */
class MeterTest {

    private static final String JOB = TaskEvent.TASK_ID;
    private static final String ANSWER = "{\"result\":\"recorded\",\"eventId\":\"e1\"}";
    private static final InstantSource CLOCK = () -> Instant.parse("2026-01-31T13:00:00Z");

    private final MemoryPorts ports = new MemoryPorts();
    private final Meter meter = new Meter(() -> "ecs-task-retry", CLOCK);

    @Test
    void countsAFailureThatIsRetried() {
        assertThat(counted("otherwise: retry", TaskEvent.exited(1))).isEqualTo(Map.of("Stops", "1", "Retries", "1"));
    }

    @Test
    void countsASuccessAsAStopOnly() {
        assertThat(counted("otherwise: retry", TaskEvent.exited(0))).isEqualTo(Map.of("Stops", "1"));
    }

    @Test
    void countsARecoveredJobAndTheTimeSinceItsFirstFailure() {
        counted("otherwise: retry", TaskEvent.exited(1));

        assertThat(counted("otherwise: retry", second(0)))
                .isEqualTo(Map.of("Stops", "1", "Recovered", "1", "RecoverySeconds", "90"));
    }

    @Test
    void countsALostJob() {
        assertThat(counted("otherwise: fail", TaskEvent.exited(1))).isEqualTo(Map.of("Stops", "1", "Lost", "1"));
    }

    @Test
    void countsNoJobThatSomebodyStopped() {
        assertThat(counted("otherwise: fail", TaskEvent.stopped("UserInitiated", "Task stopped by user")))
                .isEqualTo(Map.of("Stops", "1"));
    }

    @Test
    void countsNoJobFromBeforeTheDeployment() {
        ports.adoptSince("2026-01-31T12:30:00Z");

        assertThat(counted("otherwise: retry", TaskEvent.exited(1))).isEqualTo(Map.of("Stops", "1"));
    }

    @Test
    void countsAnEndOnce() {
        counted("otherwise: fail", TaskEvent.exited(1));

        assertThat(counted("otherwise: fail", second(1))).as("a stray task").isEqualTo(Map.of("Stops", "1"));
    }

    @Test
    void countsAStopThatNothingRecognises() {
        assertThat(counted("otherwise: fail", TaskEvent.stopped("SomethingNew", "Wibble")))
                .isEqualTo(Map.of("Stops", "1", "UnrecognisedStops", "1", "Lost", "1"));
    }

    @Test
    void countsNoDecisionOfAPolicyThatOnlyObserves() {
        assertThat(counted("mode: observe", TaskEvent.exited(1))).isEqualTo(Map.of("Stops", "1"));
    }

    @Test
    void countsAFailedLaunchButNotACancelledOne() {
        counted("otherwise: retry", TaskEvent.exited(1));
        String input = ports.inputOf(JOB + "-2");

        launchEnded(LaunchEvent.refused(input, "RESOURCE:MEMORY"));
        assertThat(metrics(meter.lines(ANSWER))).containsEntry("LaunchFailures", "1");

        ports.forget();
        counted("otherwise: retry", TaskEvent.exited(1));
        launchEnded(LaunchEvent.aborted(input, "no more"));
        assertThat(meter.lines(ANSWER)).containsExactly(ANSWER);
    }

    @Test
    void countsNoRepeatedEvent() {
        counted("otherwise: retry", TaskEvent.exited(1));

        assertThat(counted("otherwise: retry", TaskEvent.exited(1))).isEmpty();
    }

    /** The repetition of such an event finds the record, and counts nothing. */
    @Test
    void countsAnEventThatFailedAfterItWasRecorded() {
        ports.fail("launch");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        stopped("otherwise: retry").handle(TaskEvent.exited(1).task()));

        assertThat(metrics(meter.lines("{\"result\":\"failed\",\"eventId\":\"e1\"}")))
                .containsEntry("Retries", "1");
    }

    @Test
    void aRoundEmitsItsCountsAndAnIdleRoundNone() {
        meter.count(round(Map.of(Finding.LOST_STOP, 2), 3, Duration.ofMinutes(20)));
        assertThat(metrics(meter.lines(ANSWER)))
                .isEqualTo(Map.of("Held", "3", "PendingAge", "1200", "ReconcileLag", "600"));

        meter.count(round(Map.of(), 0, Duration.ZERO));
        assertThat(meter.lines(ANSWER)).containsExactly(ANSWER);
    }

    @Test
    void addsTheFamilyIfThePolicyAsksForIt() {
        assertThat(counted("metrics: family", TaskEvent.exited(1)))
                .isEqualTo(Map.of("Stops", "1", "Lost", "1", "Lost of etl", "1"));
    }

    @Test
    void givesEachFamilyItsOwnLineIfARoundCountsSeveral() {
        StoppedTasks tasks = stopped("metrics: family");
        tasks.handle(TaskEvent.exited(1).task());
        tasks.handle(ofFamily("report", "1").task());
        tasks.handle(ofFamily("report", "2").task());

        List<String> lines = meter.lines(ANSWER);

        assertThat(lines).hasSize(3);
        assertThat(metrics(lines))
                .isEqualTo(Map.of("Stops", "3", "Lost", "3", "Lost of etl", "1", "Lost of report", "2"));
    }

    @Test
    void aRoundHasAValueForEachRecoveryButNoMoreThanALineTakes() {
        StoppedTasks tasks = stopped("otherwise: retry");
        for (int i = 0; i < 120; i++) {
            String job = "job" + i;
            tasks.handle(TaskEvent.exited(1).task(job).task());
            tasks.handle(TaskEvent.exited(0)
                    .asAttempt(job, 2, "t" + i)
                    .stoppedAt("2026-01-31T12:01:30Z")
                    .task());
        }

        Map<String, String> metrics = metrics(meter.lines(ANSWER));

        assertThat(metrics).containsEntry("Recovered", "120");
        assertThat(Json.parse(metrics.get("RecoverySeconds"))).hasSize(100);
    }

    private static TaskEvent second(int exitCode) {
        return TaskEvent.exited(exitCode).asAttempt(JOB, 2, "second").stoppedAt("2026-01-31T12:01:30Z");
    }

    private static TaskEvent ofFamily(String family, String task) {
        return TaskEvent.exited(1)
                .task(task)
                .with(detail -> detail.put(
                        "taskDefinitionArn", "arn:aws:ecs:eu-west-1:111122223333:task-definition/" + family + ":1"));
    }

    private static Reconciled round(Map<Finding, Integer> found, int held, Duration pendingAge) {
        return new Reconciled(
                Map.of(), found, Duration.ofMinutes(10), held, pendingAge, 0, Set.of(), Set.of(), List.of(), List.of());
    }

    private StoppedTasks stopped(String line) {
        PolicySet policies = TestPolicies.read(TestPolicies.patientWith(line));
        return new StoppedTasks(
                ports.endedAttempts(policies, new MeteredAttempts(ports, meter, policies)), TaskEvent.OURS);
    }

    private void launchEnded(LaunchEvent event) {
        PolicySet policies = TestPolicies.read(TestPolicies.PATIENT);
        new FailedLaunches(
                        ports.endedAttempts(policies, new MeteredAttempts(ports, meter, policies)),
                        ports,
                        new MemoryCluster(ports),
                        CLOCK)
                .handle(event.end());
    }

    private Map<String, String> counted(String line, TaskEvent event) {
        stopped(line).handle(event.task());
        return metrics(meter.lines(ANSWER));
    }

    /** The metrics that CloudWatch makes of the lines. */
    private static Map<String, String> metrics(List<String> lines) {
        Map<String, String> metrics = new TreeMap<>();
        for (String line : lines) {
            JsonNode root = Json.parse(line);
            if (root.has("_aws")) {
                EmbeddedMetrics.check(line);
            }
            for (JsonNode directive : root.path("_aws").path("CloudWatchMetrics")) {
                String family = directive.at("/Dimensions/0/0").asText();
                directive
                        .path("Metrics")
                        .findValuesAsText("Name")
                        .forEach(name -> metrics.put(
                                family.isEmpty()
                                        ? name
                                        : name + " of " + root.path(family).asText(),
                                root.path(name).toString()));
            }
        }
        return metrics;
    }
}
