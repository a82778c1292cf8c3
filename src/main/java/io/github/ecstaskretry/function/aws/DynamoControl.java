package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.function.retry.Control;
import io.github.ecstaskretry.store.DeploymentItem;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PauseItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps the control item in DynamoDB, at attempt 0 of a job id that no task can have. */
public final class DynamoControl implements Control {

    /** The first stop is a little older than the invocation that handles it, because Lambda may have tried it twice before. */
    private static final Duration FIRST_EVENT = Duration.ofMinutes(5);

    private static final Map<String, AttributeValue> KEY = DeploymentItem.control();

    private final TableClient table;
    private final InstantSource clock;

    public DynamoControl(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.table = new TableClient(dynamoDb, table);
        this.clock = clock;
    }

    @Override
    public ControlItem read() {
        Map<String, AttributeValue> item = table.get(KEY);
        return item.isEmpty() ? create() : controlItem(item);
    }

    @Override
    public boolean changePauses(List<Pause> before, List<Pause> after) {
        Map<String, AttributeValue> values = new HashMap<>();
        if (!after.isEmpty()) {
            values.put(":after", PauseItem.write(after));
        }
        if (!before.isEmpty()) {
            values.put(":before", PauseItem.write(before));
        }
        return table.updateIf(
                before.isEmpty()
                        ? "attribute_exists(" + ADOPT_SINCE + ") AND attribute_not_exists(" + PAUSED + ")"
                        : PAUSED + " = :before",
                KEY,
                after.isEmpty() ? "REMOVE " + PAUSED : "SET " + PAUSED + " = :after",
                values);
    }

    /** Does nothing if another invocation has read more, or if the item was deleted. */
    @Override
    public void launchesRead(Instant until) {
        table.updateIf(
                "attribute_exists(" + ADOPT_SINCE + ") AND (attribute_not_exists(" + LAUNCHES_READ_UNTIL + ") OR "
                        + LAUNCHES_READ_UNTIL + " < :until)",
                KEY,
                "SET " + LAUNCHES_READ_UNTIL + " = :until",
                Map.of(":until", TableClient.time(until)));
    }

    /** If another invocation was faster, its item counts. */
    private ControlItem create() {
        Instant adoptSince = clock.instant().minus(FIRST_EVENT);
        Map<String, AttributeValue> item = new HashMap<>(KEY);
        item.put(ADOPT_SINCE, TableClient.time(adoptSince));
        return controlItem(table.put(item, "attribute_not_exists(" + JOB_ID + ")", Map.of())
                .orElse(item));
    }

    private static ControlItem controlItem(Map<String, AttributeValue> item) {
        ItemReader control = new ItemReader(item);
        return new ControlItem(
                control.time(ADOPT_SINCE), control.optionalTime(LAUNCHES_READ_UNTIL), PauseItem.read(item));
    }
}
