package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The control item, on DynamoDB's own engine. */
class DynamoControlTest {

    private static final String TABLE = "attempts";
    private static final Instant FIRST = Instant.parse("2026-01-31T12:00:00Z");

    @RegisterExtension
    private static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE);

    @Test
    void theFirstReadWritesTheStartOfAdoption() {
        assertThat(control(FIRST).read().adoptSince()).isEqualTo("2026-01-31T11:55:00Z");
        assertThat(control(FIRST.plusSeconds(3_600)).read().adoptSince()).isEqualTo("2026-01-31T11:55:00Z");

        Map<String, AttributeValue> key =
                Map.of("jobId", AttributeValue.fromS("control"), "attempt", AttributeValue.fromN("0"));
        assertThat(DYNAMODB.client()
                        .getItem(request -> request.tableName(TABLE).key(key))
                        .item())
                .containsKeys("jobId", "attempt", "adoptSince");
    }

    @Test
    void launchesThatHaveBeenReadStayRead() {
        DynamoControl control = control(FIRST);
        control.read();

        control.launchesRead(FIRST);
        control.launchesRead(FIRST.minusSeconds(60));

        assertThat(control.read().launchesReadUntil()).isEqualTo(FIRST);
        assertThat(control.read().adoptSince()).isEqualTo("2026-01-31T11:55:00Z");
    }

    @Test
    void pausesAreReplacedUnlessSomebodyElseHasChangedThem() {
        DynamoControl control = control(FIRST);
        Pause all = new Pause(Pause.ALL, "ada", FIRST, null, "registry");
        Pause etl = new Pause("family/etl", "ada", FIRST.plusSeconds(1), FIRST.plusSeconds(60), "registry");
        assertThat(control.read().pauses()).isEmpty();

        assertThat(control.changePauses(List.of(), List.of(all, etl))).isTrue();
        assertThat(control.changePauses(List.of(), List.of(etl))).isFalse();
        assertThat(control.read().pauses()).containsExactly(all, etl);

        assertThat(control.changePauses(List.of(all), List.of())).isFalse();
        assertThat(control.changePauses(List.of(all, etl), List.of())).isTrue();
        assertThat(control.changePauses(List.of(), List.of())).isTrue();
        assertThat(control.read().pauses()).isEmpty();
    }

    private static DynamoControl control(Instant now) {
        return new DynamoControl(DYNAMODB.client(), TABLE, () -> now);
    }
}
