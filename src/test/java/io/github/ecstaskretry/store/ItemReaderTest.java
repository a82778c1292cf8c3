package io.github.ecstaskretry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The error about an item that this version did not write is a sentence that names the item. */
class ItemReaderTest {

    private static final AttemptItem FORMAT = new AttemptItem(
            new StateMachineArn("arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run"),
            Duration.ofDays(90));

    private static Map<String, AttributeValue> item() {
        MemoryPorts ports = new MemoryPorts();
        ports.useCase(TestPolicies.patientWith("otherwise: retry"))
                .handle(TaskEvent.exited(1).task());
        return FORMAT.write(ports.records().getFirst(), Instant.EPOCH);
    }

    private static void isRefused(Map<String, AttributeValue> item, String sentence) {
        assertThatExceptionOfType(UnreadableItemException.class)
                .isThrownBy(() -> AttemptItem.read(item))
                .withMessageStartingWith(sentence)
                .withMessageEndingWith("written by another version of the function, or changed by hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31T12:00:00.123Z", "2026-01-31T12:00:00Z", "2028-02-29T23:59:59.999Z"})
    void readsTimes(String time) {
        Map<String, AttributeValue> item = item();
        item.put("stoppedAt", AttributeValue.fromS(time));

        assertThat(AttemptItem.read(item).times().stoppedAt()).isEqualTo(Instant.parse(time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cause", "decision", "launchRequest", "stoppedAt", "notBefore", "family"})
    void missesAPermissionThatTheFunctionNeeds(String attribute) {
        Map<String, AttributeValue> item = item();
        item.remove(attribute);

        isRefused(item, "attempt 1 of job " + TaskEvent.TASK_ID + " cannot be read ('" + attribute + "' is missing)");
    }

    @ParameterizedTest
    @CsvSource({
        "stoppedAt, yesterday",
        "stoppedAt, 2026-02-30T12:00:00.000Z",
        "stoppedAt, 2026-01-31T12:00:00.000+",
        "causeKind, cosmic",
        "taskArn, task"
    })
    void quotesATextWithAnUnknownMeaning(String attribute, String text) {
        Map<String, AttributeValue> item = item();
        item.put(attribute, AttributeValue.fromS(text));

        isRefused(
                item,
                "attempt 1 of job " + TaskEvent.TASK_ID + " cannot be read ('" + attribute + "' is '" + text + "')");
    }

    @Test
    void aQuotedTextCannotControlTheTerminal() {
        Map<String, AttributeValue> item = item();
        item.put("causeKind", AttributeValue.fromS("\u001B[2J\u202E" + "x".repeat(100)));

        isRefused(
                item,
                "attempt 1 of job " + TaskEvent.TASK_ID + " cannot be read ('causeKind' is '?[2J?" + "x".repeat(55)
                        + "')");
    }

    @Test
    void distinguishesAnotherTypeFromAMissingValue() {
        Map<String, AttributeValue> item = item();
        item.put("family", AttributeValue.fromN("7"));

        isRefused(item, "attempt 1 of job " + TaskEvent.TASK_ID + " cannot be read ('family' is of another type)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "1.5", "99999999999"})
    void refusesAnAttemptThatNoJobHas(String number) {
        Map<String, AttributeValue> item = item();
        item.put("attempt", AttributeValue.fromN(number));

        isRefused(
                item,
                "attempt " + number + " of job " + TaskEvent.TASK_ID + " cannot be read ('attempt' is '" + number
                        + "')");
    }

    @Test
    void aContainerWithoutANameIsOneOfItsAttempt() {
        Map<String, AttributeValue> item = item();
        item.put("containers", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of()))));

        isRefused(item, "attempt 1 of job " + TaskEvent.TASK_ID + " cannot be read ('name' is missing)");
    }

    @Test
    void theAuditReadsAnAttemptWithoutTheLaunchRequest() {
        Map<String, AttributeValue> item = item();
        item.remove("launchRequest");

        assertThat(AttemptItem.readKept(item).recorded().id().number()).isEqualTo(1);
    }
}
