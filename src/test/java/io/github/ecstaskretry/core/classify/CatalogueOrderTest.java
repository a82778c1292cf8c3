package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of the catalogue is its priority: where two entries recognise the same text, the more specific one is first. */
class CatalogueOrderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            host-terminated       | user-stop          | Container instance deregistration forced by user
            disk-full             | image-unspecified  | CannotPullContainerError: failed to register layer: no space left on device
            image-throttled       | image-unspecified  | CannotPullContainerError: toomanyrequests: slow down
            image-throttled       | throttling         | CannotPullContainerError: secret service: 429, invalid character
            platform-mismatch     | image-not-found    | CannotPullContainerError: no match for platform in manifest: not found
            image-auth            | image-not-found    | CannotPullContainerError: pull access denied, repository does not exist
            image-network         | image-not-found    | CannotPullContainerError: dial tcp: lookup registry.example.com: no such host
            log-network           | log-config         | failed to validate logger args: cannot find the log group. There is a connection issue
            log-denied            | log-network        | failed to initialize logging driver: access denied, request canceled
            secret-denied         | secret-unspecified | unable to pull secrets: AccessDeniedException, request canceled
            secret-missing        | secret-unspecified | unable to pull secrets: ResourceNotFoundException, request canceled
            secret-denied         | secret-network     | unable to pull secrets: access denied, request canceled
            secret-missing        | secret-network     | unable to pull secrets: it does not exist, request canceled
            secret-network        | secret-unspecified | unable to pull secrets: i/o timeout
            bad-config            | out-of-memory      | container init was OOM-killed (memory limit too low?)
            bad-config            | start-unspecified  | OCI runtime create failed: error gathering device information: no such file or directory
            gpu                   | start-unspecified  | OCI runtime create failed: nvidia-container-cli
            volume-network        | volume-not-found   | mount.nfs4: Failed to resolve fs-1: no such target
            volume-denied         | volume-network     | mount.nfs4: access denied by server, timed out
            eni-timeout           | eni-error          | Timeout waiting for network interface provisioning to complete
            ip-exhausted          | eni-error          | Unexpected EC2 error while attempting to Create Network Interface: InsufficientFreeAddressesInSubnet
            runtime-timeout       | runtime-error      | CannotInspectContainerError: Could not transition to inspecting; timed out after waiting 30s
            """)
    void prefersTheMoreSpecificEntry(String winner, String runnerUp, String text) {
        Stop stop = new Stop.TaskStop(null, text, List.of(), null);

        assertThat(Stops.CLASSIFIER.classify(stop, null).id()).isEqualTo(winner);
        assertThat(without(winner).classify(stop, null).id()).isEqualTo(runnerUp);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            role-assume            | access-denied    | ECS was unable to assume the role 'r' that was provided for this task; you are not authorized
            cluster-missing        | invalid-request  | ClusterNotFoundException: Cluster not found.
            throttling             | invalid-request  | InvalidParameterException: Rate exceeded
            placement-no-instances | invalid-request  | InvalidParameterException: No Container Instances were found in your cluster.
            invalid-request        | bad-config       | The execution role ARN is required for secrets
            placement-constraint   | placement-no-instances | no container instance met all of its requirements: missing an attribute
            """)
    void prefersTheMoreSpecificEntryAtLaunch(String winner, String runnerUp, String text) {
        Stop stop = new Stop.LaunchFailure(null, text, null);

        assertThat(Stops.CLASSIFIER.classify(stop, null).id()).isEqualTo(winner);
        assertThat(without(winner).classify(stop, null).id()).isEqualTo(runnerUp);
    }

    @Test
    void asksVagueEntriesLast() {
        List<Boolean> vague = Stops.CATALOGUE.entries().stream()
                .filter(entry -> !entry.when().isEmpty())
                .map(CatalogueEntry::vague)
                .toList();

        assertThat(vague).isSortedAccordingTo(Comparator.naturalOrder()).contains(true);
    }

    /** An entry whose texts the entries above it always recognise first would be dead. */
    @Test
    void reachesEveryEntry() {
        List<String> dead = new ArrayList<>();
        for (CatalogueEntry entry : Stops.CATALOGUE.entries()) {
            boolean wins = entry.when().stream()
                    .flatMap(CatalogueOrderTest::examples)
                    .anyMatch(stop -> Stops.CLASSIFIER.classify(stop, null).equals(entry.cause()));
            if (!wins && !entry.when().isEmpty()) {
                dead.add(entry.cause().id() + "/" + entry.cause().kind().word());
            }
        }

        assertThat(dead).isEmpty();
    }

    private static Classifier without(String id) {
        return new Classifier(new Catalogue(
                Stops.CATALOGUE.version(),
                Stops.CATALOGUE.faults(),
                Stops.CATALOGUE.entries().stream()
                        .filter(entry -> !entry.cause().id().equals(id))
                        .toList()));
    }

    /** Stops made of nothing but the phrases that the recognition wants. */
    private static Stream<Stop> examples(Recognition way) {
        List<Set<Sign>> wanted = new ArrayList<>(way.all());
        if (!way.any().isEmpty()) {
            wanted.add(way.any());
        }
        Stream<String> texts = Stream.of("");
        for (Set<Sign> oneOf : wanted) {
            Set<String> words = new TreeSet<>();
            oneOf.forEach(sign -> words.addAll(words(sign)));
            texts = texts.flatMap(text -> words.stream().map(word -> text.isEmpty() ? word : text + " : " + word));
        }
        return texts.map(text -> stop(way, text));
    }

    private static List<String> words(Sign sign) {
        return switch (sign) {
            case Phrase phrase -> List.of(phrase.text());
            case Fault fault
            when fault.words().isEmpty() ->
                fault.codes().stream()
                        .map(code -> code.name().replace("*", "x"))
                        .toList();
            case Fault fault -> fault.words().stream().map(Phrase::text).toList();
        };
    }

    private static Stop stop(Recognition way, String text) {
        if (way.where().equals(Set.of(Place.LAUNCH))) {
            return new Stop.LaunchFailure(null, text, null);
        }
        @Nullable String code = way.stopCodes().stream()
                .filter(candidate -> candidate != StopCode.ABSENT)
                .map(StopCode::text)
                .findFirst()
                .orElse(null);
        @Nullable String launchType = way.launchTypes().stream().findFirst().orElse(null);
        if (way.where().contains(Place.TASK) || way.exits().isEmpty()) {
            return new Stop.TaskStop(
                    way.stopCodes().contains(StopCode.ABSENT) ? null : code, text, List.of(), launchType);
        }
        Long exit =
                way.exits().getFirst().missing() ? null : way.exits().getFirst().low();
        return new Stop.TaskStop(code, null, List.of(new ContainerExit("app", exit, text)), launchType);
    }
}
