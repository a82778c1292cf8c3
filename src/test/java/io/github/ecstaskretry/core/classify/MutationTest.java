package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.event.FailureMessageJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages keep their kind when what means nothing changes: ids, services, codes of one meaning, casing, wrappers, cuts. */
class MutationTest {

    private static final Path MESSAGES = Path.of("src/test/resources/classify/held-out.jsonl");

    /** Where ECS quotes the answer of another service; the wrapped code decides in each. */
    private static final List<String> CHAINS = List.of(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:not-found from secrets manager: operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, RequestID: 0f, %s: more words",
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): operation error SSM: GetParameters, exceeded maximum number of attempts, 3, https response error StatusCode: 400, RequestID: 0f, api error %s: more words",
            "ResourceInitializationError: failed to download env files: file download command: non empty error stream: operation error S3: HeadObject, https response error StatusCode: 400, RequestID: 0f, HostID: 0f, api error %s: more words",
            "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: %s: more words status code: 400, request id: 0f : exit status 1",
            "CannotPullECRContainerError: %s: more words status code: 400, request id: 0f",
            "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0f': %s",
            "ResourceInitializationError: Unable to launch instance(s) for capacity provider jobs. %s: more words. RequestId: 0f",
            "ECS failed to set up the EBS volume. Encountered %s: more words",
            "%s: more words");

    private static final List<String> REFUSALS = List.of(
            "An error occurred (InvalidParameterException) when calling the RunTask operation: Error retrieving security group information for [sg-0f]: more words (ErrorCode: %s)",
            "Error retrieving subnet information for [subnet-0f]: more words (ErrorCode: %s) (Service: AmazonECS; Status Code: 400; Error Code: InvalidParameterException; Request ID: 0f; Proxy: null)",
            "An error occurred (%s) when calling the RunTask operation (reached max retries: 4): more words",
            "more words (Service: AmazonECS; Status Code: 400; Error Code: %s; Request ID: 0f; Proxy: null)",
            "com.amazonaws.services.ecs.model.%s: more words",
            "Ecs.%s: more words");

    @Test
    void findsTheKindOfAKnownCodeInEveryChain() {
        List<String> wrong = new ArrayList<>();
        for (Fault fault : Stops.CATALOGUE.faults()) {
            for (ErrorCode code : fault.codes()) {
                if (Character.isLetter(code.name().charAt(0)) && !fault.id().equals("disk-full")) {
                    CHAINS.forEach(
                            chain -> check(fault, Stops.neverStarted(chain.formatted(code.name())), chain, wrong));
                    CHAINS.forEach(chain ->
                            check(fault, Stops.containerNeverStarted(chain.formatted(code.name())), chain, wrong));
                    REFUSALS.forEach(
                            chain -> check(fault, Stops.launchFailure(chain.formatted(code.name())), chain, wrong));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static void check(Fault fault, Stop stop, String chain, List<String> wrong) {
        Cause cause = Stops.CLASSIFIER.classify(stop, null);
        // ECS makes network interfaces with credentials and over a network of its own: both faults pass.
        boolean passes = chain.contains("Create Network Interface")
                && cause.kind() == CauseKind.TRANSIENT
                && fault.kind() == CauseKind.AMBIGUOUS;
        if (cause.kind() != fault.kind() && !passes) {
            wrong.add(fault.id() + " is " + cause.id() + "/" + cause.kind().word() + " in " + chain);
        }
    }

    @Test
    void ignoresIdsRegionsCaseAndWrappers() throws IOException {
        List<UnaryOperator<String>> mutations = List.of(
                text -> text.toUpperCase(Locale.ROOT),
                text -> text.toLowerCase(Locale.ROOT),
                text -> text.replaceAll("\\b0f0?f?\\b", "9b1c7d2e"),
                text -> text.replaceAll("\\b(eu|us)-(east|west|north)-\\d\\b", "ap-southeast-3"),
                text -> text.replace("111122223333", "999988887777"),
                text -> text.replaceAll("retried \\d time", "retried 7 time"),
                text -> text.replaceAll("docker\\.io|ghcr\\.io|public\\.ecr\\.aws", "registry.example.com"),
                text -> text.replace(" ", "  "),
                text -> text.replace("'", "’"),
                text -> text.replace("\"", "\\\""),
                text -> text + " Request ID: 9b1c7d2e-0000-4000-8000-9b1c7d2e0000");
        List<UnaryOperator<String>> taskWrappers = List.of(
                text -> "TaskFailedToStart: " + text,
                text -> "Task failed to start - " + text,
                text -> "Task failed to start (" + text + ")");
        List<UnaryOperator<String>> refusalWrappers = List.of(
                text -> "An error occurred (ClientException) when calling the RunTask operation: " + text,
                text -> "com.amazonaws.services.ecs.model.ClientException: " + text,
                text -> text
                        + " (Service: AmazonECS; Status Code: 400; Error Code: ClientException; Request ID: 0f; Proxy: null)");
        List<String> wrong = new ArrayList<>();
        for (ObjectNode message : messages()) {
            String where = message.get("where").asText();
            boolean sentence = message.get("text").asText().contains(" ");
            mutations.forEach(mutation -> check(message, mutation, wrong));
            if (where.equals("stoppedReason") && sentence && !stopsSomebodyElse(message)) {
                taskWrappers.forEach(wrapper -> check(message, wrapper, wrong));
                check(message, text -> text, "containerReason", wrong);
                check(message, text -> inStepFunctions(message, text), "sfnError", wrong);
            }
            if (where.equals("runTaskException")
                    && !message.get("text").asText().contains("Service: ")) {
                refusalWrappers.forEach(wrapper -> check(message, wrapper, wrong));
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Who stopped a task is a matter of the task's own reason. */
    private static boolean stopsSomebodyElse(ObjectNode message) {
        return message.get("label").asText().equals("intentional")
                || message.get("text").asText().contains("health check")
                || message.get("text").asText().contains("Spot Task");
    }

    private static String inStepFunctions(ObjectNode message, String text) {
        ObjectNode task = Json.object()
                .put("LaunchType", message.get("launchType").asText())
                .put("StopCode", "TaskFailedToStart")
                .put("StoppedReason", text);
        task.putArray("Containers").addObject().put("Name", "app");
        return Json.write(Json.object().put("error", "States.TaskFailed").put("cause", Json.write(task)));
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 160, 200, 255, 400, 1_024})
    void givesACutTextTheSameKindOrAmbiguous(int length) throws IOException {
        Set<String> unclear = Set.of("ambiguous");
        List<String> wrong = new ArrayList<>();
        for (ObjectNode message : messages()) {
            String label = message.get("label").asText();
            String text = message.get("text").asText();
            if (!message.get("where").asText().equals("sfnError")
                    && text.length() > length
                    && !unclear.contains(label)) {
                String kind = kind(
                        message, text.substring(0, length), message.get("where").asText());
                if (!kind.equals(label) && !kind.equals("ambiguous")) {
                    wrong.add(message.get("id").asText() + " is " + label + ", classified as " + kind);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static void check(ObjectNode message, UnaryOperator<String> mutation, List<String> wrong) {
        if (!message.get("where").asText().equals("sfnError")) {
            check(message, mutation, message.get("where").asText(), wrong);
        }
    }

    private static void check(ObjectNode message, UnaryOperator<String> mutation, String where, List<String> wrong) {
        String text = mutation.apply(message.get("text").asText());
        String kind = kind(message, text, where);
        if (!kind.equals(message.get("label").asText())) {
            wrong.add("%s is %s, classified as %s: %s"
                    .formatted(message.get("id").asText(), message.get("label").asText(), kind, text));
        }
    }

    private static String kind(ObjectNode message, String text, String where) {
        ObjectNode line = message.deepCopy().put("text", text).put("where", where);
        return Stops.CLASSIFIER
                .classify(FailureMessageJson.read(Json.write(line)), null)
                .kind()
                .word();
    }

    private static List<ObjectNode> messages() throws IOException {
        return Files.readAllLines(MESSAGES).stream()
                .map(line -> (ObjectNode) Json.tryParse(line).orElseThrow())
                .toList();
    }
}
