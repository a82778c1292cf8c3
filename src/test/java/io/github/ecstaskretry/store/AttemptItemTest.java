package io.github.ecstaskretry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AttemptItemTest {

    private static final AttemptItem FORMAT = new AttemptItem(
            new StateMachineArn("arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run"),
            Duration.ofDays(90));

    /** The attributes for people, such as the reason, and the keys of the indexes. */
    private static final Set<String> KNOWN =
            Set.of(("jobId attempt taskArn taskId clusterArn cluster family taskDefinitionArn group startedBy"
                            + " originalStartedBy launchType capacityProvider createdAt startedAt stoppedAt stopCode"
                            + " stoppedReason containers cause causeKind decision outcome rule policy delaySeconds"
                            + " notBefore executionArn launchRequest launchSource eventId eventVersion recordedAt announcedAt expiresAt"
                            + " why counted announce tags mode noticeTakenAt outcomeDay relaunchedTaskId pendingShard jobCreatedAt"
                            + " policyVersion pacedFrom receivedAt notAfter tagsUnknown cpu memory changes")
                    .split(" "));

    @Property(tries = 300)
    void writingAndReadingAreEachOthersInverse(@ForAll("events") TaskEvent event) {
        RecordedAttempt attempt = recorded(event);

        assertThat(AttemptItem.read(FORMAT.write(attempt, Instant.EPOCH))).isEqualTo(attempt);
    }

    @Property(tries = 100)
    void everyAttributeIsOneOfTheContract(@ForAll("events") TaskEvent event) {
        assertThat(KNOWN)
                .containsAll(FORMAT.write(recorded(event), Instant.EPOCH).keySet());
    }

    private static RecordedAttempt recorded(TaskEvent event) {
        MemoryPorts ports = new MemoryPorts();
        ports.tag("team", "data");
        ports.nextSlot(Optional.of(Duration.ofMinutes(1)));
        ports.useCase(TestPolicies.patientWith(
                        "rules: [{name: on-demand, when: {capacityProvider: FARGATE_SPOT}, then: retry,"
                                + " launch: {capacityProviderStrategy: [{capacityProvider: FARGATE}]}}]",
                        "otherwise: retry",
                        "launch: {copyTags: true}"))
                .handle(event.task());
        return ports.records().getFirst();
    }

    @Provide
    Arbitrary<TaskEvent> events() {
        Arbitrary<TaskEvent> ends =
                Arbitraries.of(0, 1, 137, 143, 255).map(TaskEvent::exited).injectDuplicates(0.1);
        Arbitrary<TaskEvent> stops = Combinators.combine(
                        Arbitraries.of("TaskFailedToStart", "UserInitiated", "SpotInterruption", "SomethingNew"),
                        Arbitraries.strings().all().ofMaxLength(300))
                .as(TaskEvent::stopped);
        return Combinators.combine(Arbitraries.oneOf(ends, stops), changes())
                .as((event, change) -> change.apply(event));
    }

    private static Arbitrary<UnaryOperator<TaskEvent>> changes() {
        return Arbitraries.of(
                event -> event,
                event -> event.asAttempt(TaskEvent.TASK_ID, 7, "fedcba9876543210fedcba9876543210"),
                event -> event.with(detail -> detail.remove("startedAt")),
                event -> event.with(detail -> detail.remove("group")),
                event -> event.with(detail -> detail.put("startedBy", "events-rule/nightly")),
                event -> event.with(detail -> detail.remove("createdAt")),
                event -> event.with(detail -> detail.put("capacityProviderName", "FARGATE_SPOT")),
                event -> event.with(detail -> detail.put("cpu", "512").put("memory", "1024")),
                event -> event.with(detail -> detail.remove("attachments")),
                event -> event.environment("app", "TOKEN", "s3cr3t"),
                event -> event.container("sidecar", null, "CannotStartContainerError: gone"));
    }
}
