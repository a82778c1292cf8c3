package io.github.ecstaskretry.format.policy;

import static io.github.ecstaskretry.TestPolicies.first;
import static io.github.ecstaskretry.TestPolicies.patientWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.decide.Jobs;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Rule;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyPresetsTest {

    private static final String NO_CAPACITY = "Capacity is unavailable at this time. Please try again later";

    @Test
    void addsPresetsAfterThePolicysOwnRules() {
        assertThat(first(patientWith(
                                "presets: [spot, launch-only]",
                                "rules: [{name: mine, when: {exitCode: 3}, then: retry}]"))
                        .rules())
                .extracting(Rule::name)
                .containsExactly("mine", "spot.interrupted", "launch-only.started", "launch-only.never-started");
    }

    @Test
    void namesThePresetOfItsRulesOnly() {
        assertThat(first(patientWith("presets: spot", "rules: [{name: mine, when: {exitCode: 3}, then: retry}]"))
                        .rules())
                .extracting(Rule::preset)
                .containsExactly(null, "spot");
    }

    @Test
    void refusesARuleWithTheNameOfAPresetsRule() {
        assertThatThrownBy(() -> first(patientWith(
                        "presets: spot", "rules: [{name: spot.interrupted, when: {exitCode: 3}, then: retry}]")))
                .hasMessageContaining(
                        "a rule of the policy has the same name as a rule of the preset: spot.interrupted");
    }

    @ParameterizedTest
    @CsvSource({
        "launch-only,      never-started, RETRY,     (catalogue)",
        "launch-only,      unclear,       RETRY,     launch-only.never-started",
        "launch-only,      bad-command,   FAILED,    (catalogue)",
        "launch-only,      spot,          FAILED,    launch-only.started",
        "launch-only,      exit-1,        FAILED,    launch-only.started",
        "launch-only,      stopped,       CANCELLED, (catalogue)",
        "infrastructure,   never-started, RETRY,     (catalogue)",
        "infrastructure,   spot,          RETRY,     (catalogue)",
        "infrastructure,   exit-1,        FAILED,    infrastructure.application",
        "spot,             spot,          RETRY,     spot.interrupted",
        "spot,             exit-1,        RETRY,     (otherwise)",
        "patient-capacity, no-capacity,   RETRY,     patient-capacity.no-capacity",
        "patient-capacity, empty-cluster, RETRY,     patient-capacity.empty-cluster",
        "patient-capacity, never-started, RETRY,     (catalogue)",
        "patient-throttling, rate-limit, RETRY,     patient-throttling.throttled",
        "patient-registry, never-started, RETRY,     patient-registry.not-reached",
        "patient-registry, unclear,       RETRY,     patient-registry.not-reached",
        "patient-registry, rate-limit,    RETRY,     (catalogue)",
        "spot-then-on-demand, spot,       RETRY,     spot-then-on-demand.once-more-on-spot",
        "spot-then-on-demand, spot-ec2,   RETRY,     (catalogue)",
        "more-memory,      out-of-memory, RETRY,     more-memory.killed",
        "more-memory,      exit-1,        RETRY,     (otherwise)",
    })
    void eachPresetDoesWhatItSays(String preset, String stop, String expected, String rule) {
        Verdict verdict = decide(preset, event(stop));

        assertThat(verdict.ruling().rule()).isEqualTo(rule);
        assertThat(
                        switch (verdict.next()) {
                            case Verdict.RunAgain ignored -> "RETRY";
                            case Verdict.EndJob terminal -> terminal.outcome().name();
                        })
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "spot,spot",
        "spot-then-on-demand,spot",
        "patient-capacity,no-capacity",
        "patient-capacity,empty-cluster",
        "patient-throttling,rate-limit",
        "patient-registry,unclear"
    })
    void doesNotCountCausesThatSayNothingAboutTheJob(String preset, String stop) {
        assertThat(decide(preset, event(stop)).ruling().counted()).isFalse();
    }

    @Test
    void waitsAtLeastHalfAnHourForCapacity() {
        Rule rule = first(patientWith("presets: patient-capacity")).rules().getFirst();
        Duration least = Duration.ZERO;
        for (int retry = 1; retry < rule.attempts(); retry++) {
            least = least.plus(rule.backoff().delay(retry, 0));
        }

        assertThat(least).isGreaterThan(Duration.ofMinutes(30));
        assertThat(rule.backoff().longestDelay(50)).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.backoff().delay(10, 0.9)).isGreaterThan(rule.backoff().delay(10, 0.1));
    }

    @Test
    void spotThenOnDemandLaunchesTheThirdAttemptOnDemand() {
        String policy = patientWith("presets: [spot-then-on-demand, spot]");
        TaskEvent event = TaskEvent.spotInterrupted();

        Verdict second = Jobs.decide(event.task(), 2, policy, Jobs.after(policy, event));

        assertThat(second.ruling().rule()).isEqualTo("spot-then-on-demand.on-demand");
        assertThat(first(policy).change(second.ruling().rule()).launch().capacityProviderStrategy())
                .extracting(item -> item.get("capacityProvider"))
                .containsExactly("FARGATE");
    }

    @Test
    void refusesACatalogueWithoutThePresetsCauses() {
        assertThatThrownBy(() -> RuleReader.readPresets(Set.of("something-else")))
                .hasMessageContaining("policy-presets.yaml")
                .hasMessageContaining("unknown cause 'spot-interruption'");
    }

    private static TaskEvent event(String stop) {
        return switch (stop) {
            case "never-started" -> TaskEvent.neverStarted("CannotPullContainerError: connection reset by peer");
            case "rate-limit" ->
                TaskEvent.neverStarted(
                        "CannotPullContainerError: toomanyrequests: You have reached your pull rate limit");
            case "unclear" -> TaskEvent.neverStarted("CannotPullContainerError: context canceled");
            case "bad-command" ->
                TaskEvent.neverStarted(
                        "CannotStartContainerError: exec: \"run.sh\": executable file not found in $PATH");
            case "no-capacity" -> TaskEvent.neverStarted(NO_CAPACITY);
            case "empty-cluster" -> TaskEvent.neverStarted("No Container Instances were found in your cluster.");
            case "spot" -> TaskEvent.spotInterrupted();
            case "spot-ec2" ->
                TaskEvent.spotInterrupted().with(detail -> detail.put("capacityProviderName", "spot-instances"));
            case "out-of-memory" ->
                TaskEvent.stopped("EssentialContainerExited", "Essential container in task exited")
                        .container("app", 137, "OutOfMemoryError: Container killed due to memory usage");
            case "exit-1" -> TaskEvent.exited(1);
            default -> TaskEvent.stopped("UserInitiated", "enough").container("app", 143, null);
        };
    }

    /** The decision of a policy that handles ambiguous causes otherwise than the preset does. */
    private static Verdict decide(String preset, TaskEvent event) {
        String policy =
                patientWith("presets: " + preset, "otherwise: " + (preset.equals("launch-only") ? "fail" : "retry"));
        return Jobs.decide(event.task(), 1, policy, JobHistory.NONE);
    }
}
