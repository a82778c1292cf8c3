package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;

/** Properties that hold for every stop. */
class ClassifierPropertiesTest {

    /**
     * The cause is clear where the bar stands. {@code <account>}, {@code <hex>}, {@code <n>} stand for what changes from task to
     * task.
     */
    private static final List<String> REASONS = List.of(
            "CannotPullContainerError: pull image manifest has been retried <n> time(s): failed to resolve ref <account>.dkr.ecr.eu-north-1.amazonaws.com/sweeper:<hex>: not found|",
            "CannotPullContainerError: inspect image has been retried <n> time(s): failed to resolve ref \"docker.io/example/sweeper:<hex>\": unexpected status code [manifests <hex>]: 403 Forbidden|",
            "CannotPullContainerError: ref pull has been retried <n> time(s): failed to copy: httpReadSeeker: failed open: 429 Too Many Requests| - Server message: toomanyrequests: you have reached your pull rate limit",
            "CannotPullContainerError: The task can’t pull the image. Check that the role has the permissions| to pull images from the registry. Error response from daemon: denied: User: arn:aws:sts::<account>:assumed-role/node/i-<hex>",
            "CannotPullContainerError: pull image manifest has been retried <n> time(s): image Manifest does not contain descriptor matching platform| 'linux/amd64'",
            "CannotPullContainerError: Error response from daemon: Get \"https://<account>.dkr.ecr.eu-north-1.amazonaws.com/v2/\": net/http: request canceled| while waiting for connection",
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried <n> time(s): failed to fetch secret arn:aws:secretsmanager:eu-north-1:<account>:secret:db-<hex> from secrets manager: AccessDeniedException|: User: arn:aws:sts::<account>:assumed-role/exec/<hex>",
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried <n> time(s): RequestCanceled|: request context canceled caused by: context deadline exceeded",
            "ResourceInitializationError: failed to validate logger args: create stream has been retried <n> times: failed to create Cloudwatch log stream: ResourceNotFoundException|: The specified log group does not exist.",
            "CannotStartContainerError: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: \"run-<hex>\": executable file not found| in $PATH: unknown",
            "DockerTimeoutError|: Could not transition to started; timed out after waiting <n>m0s",
            "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-<hex>': InsufficientFreeAddressesInSubnet|",
            "Timeout waiting for network interface| provisioning to complete.",
            "OutOfMemoryError|: Container killed due to memory usage",
            "Host EC2 (instance| i-<hex>) terminated.");

    @Property
    void findsACauseForEveryStop(@ForAll("stops") Stop stop, @ForAll("names") @Nullable String decidingContainer) {
        Cause cause = Stops.CLASSIFIER.classify(stop, decidingContainer);

        assertThat(Stops.CATALOGUE.entries()).extracting(CatalogueEntry::cause).contains(cause);
    }

    @Property
    void ignoresIdsAndCounts(
            @ForAll("reasons") String reason,
            @ForAll @StringLength(12) @CharRange(from = '0', to = '9') String account,
            @ForAll @StringLength(min = 4, max = 32) @CharRange(from = 'a', to = 'f') String hex,
            @ForAll @IntRange(min = 1, max = 40) int count) {
        assertThat(cause(filled(reason, account, hex, count))).isEqualTo(cause(filled(reason)));
    }

    @Property
    void ignoresCase(@ForAll("reasons") String reason) {
        assertThat(cause(filled(reason).toUpperCase(Locale.ROOT))).isEqualTo(cause(filled(reason)));
        assertThat(cause(filled(reason).toLowerCase(Locale.ROOT))).isEqualTo(cause(filled(reason)));
    }

    @Property
    void ignoresWhiteSpace(
            @ForAll("reasons") String reason,
            @ForAll @StringLength(min = 1, max = 3) @CharRange(from = '\t', to = '\r') String gap) {
        assertThat(cause(gap + filled(reason).replace(" ", " " + gap) + gap)).isEqualTo(cause(filled(reason)));
    }

    @Property
    void ignoresWrapping(@ForAll("reasons") String reason) {
        assertThat(cause("Task failed to start (" + filled(reason) + ")")).isEqualTo(cause(filled(reason)));
        assertThat(cause("{\"StoppedReason\":\"" + filled(reason).replace("\"", "\\\"") + "\"}"))
                .isEqualTo(cause(filled(reason)));
    }

    @Property
    void ignoresACutAfterTheDecidingWords(@ForAll("reasons") String reason, @ForAll @IntRange(max = 400) int more) {
        String text = filled(reason);
        int decided = filled(reason.substring(0, reason.indexOf('|'))).length();
        String cut = text.substring(0, Math.min(text.length(), decided + more));

        assertThat(cause(cut)).isEqualTo(cause(text));
        assertThat(cause(cut + "...")).isEqualTo(cause(text));
        assertThat(cause(cut + "…")).isEqualTo(cause(text));
    }

    @Property(tries = 5_000)
    void neverTakesACutPermanentCauseForTransient(
            @ForAll("reasons") String reason, @ForAll @IntRange(max = 600) int length) {
        String text = filled(reason);
        if (cause(text).kind() == CauseKind.PERMANENT) {
            assertThat(cause(text.substring(0, Math.min(text.length(), length))).kind())
                    .isNotEqualTo(CauseKind.TRANSIENT);
        }
    }

    @Property
    void takesAUsersStopForIntentionalWithAnyText(@ForAll("reasons") String reason) {
        if (!reason.startsWith("Host EC2")) {
            Stop stop = new Stop.TaskStop("UserInitiated", filled(reason), List.of(), "EC2");

            assertThat(Stops.CLASSIFIER.classify(stop, null).kind()).isEqualTo(CauseKind.INTENTIONAL);
        }
    }

    @Property
    void ignoresTheOrderOfTheContainers(@ForAll("containers") List<ContainerExit> containers) {
        Stop forwards = new Stop.TaskStop("EssentialContainerExited", null, containers, null);
        Stop backwards = new Stop.TaskStop("EssentialContainerExited", null, containers.reversed(), null);

        assertThat(Stops.CLASSIFIER.classify(forwards, null)).isEqualTo(Stops.CLASSIFIER.classify(backwards, null));
    }

    @Provide
    Arbitrary<String> reasons() {
        return Arbitraries.of(REASONS);
    }

    @Provide
    Arbitrary<Stop> stops() {
        Arbitrary<Stop> tasks = Combinators.combine(codes(), texts(), containers(), launchTypes())
                .as(Stop.TaskStop::new);
        Arbitrary<Stop> launches =
                Combinators.combine(texts(), texts(), texts()).as(Stop.LaunchFailure::new);
        return Arbitraries.oneOf(tasks, launches);
    }

    @Provide
    Arbitrary<List<ContainerExit>> containers() {
        Arbitrary<String> names = Arbitraries.of("app", "proxy", "aws-guardduty-agent-1", "ecs-service-connect-1");
        Arbitrary<Long> exits = Arbitraries.oneOf(Arbitraries.of(0L, 1L, 125L, 137L, 143L), Arbitraries.longs())
                .injectNull(0.2);
        return Combinators.combine(names, exits, texts())
                .as(ContainerExit::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("app", "proxy", "nobody").injectNull(0.4);
    }

    private static Arbitrary<String> codes() {
        return Arbitraries.of(
                        "TaskFailedToStart", "EssentialContainerExited", "UserInitiated", "SpotInterruption", "New", "")
                .injectNull(0.2);
    }

    private static Arbitrary<String> launchTypes() {
        return Arbitraries.of("FARGATE", "EC2", "EXTERNAL", "MANAGED_INSTANCES", "NEW")
                .injectNull(0.2);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(300),
                        Arbitraries.of(REASONS).map(ClassifierPropertiesTest::filled))
                .injectNull(0.3);
    }

    private static String filled(String reason) {
        return filled(reason, "111122223333", "00ff", 5);
    }

    private static String filled(String reason, String account, String hex, int count) {
        return reason.replace("|", "")
                .replace("<account>", account)
                .replace("<hex>", hex)
                .replace("<n>", Integer.toString(count));
    }

    private static Cause cause(String reason) {
        return Stops.CLASSIFIER.classify(Stops.neverStarted(reason), null);
    }
}
