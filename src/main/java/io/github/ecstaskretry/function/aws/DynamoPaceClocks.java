package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.PACE_CLOCK;
import static io.github.ecstaskretry.store.DeploymentItem.paceClock;

import io.github.ecstaskretry.core.policy.Pace;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.function.retry.PaceClocks;
import io.github.ecstaskretry.store.DeploymentItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Keeps the clock of each pace in an item of the attempts table.
 *
 * <p>One conditional update sets a clock that stands in the past. If the clock stands in the future, that update fails and returns it,
 * and a second update adds to it. A clock never goes back, so no other reservation can make the second update fail: it fails only if
 * somebody deletes the item or sets it back in between.
 */
public final class DynamoPaceClocks implements PaceClocks {

    static final int MOST_TRIES = 5;

    private final TableClient table;
    private final InstantSource clock;

    public DynamoPaceClocks(DynamoDbClient dynamoDb, String table, InstantSource clock) {
        this.table = new TableClient(dynamoDb, table);
        this.clock = clock;
    }

    @Override
    public Optional<Duration> reserve(Policy policy, Duration longest) {
        Pace pace = Objects.requireNonNullElse(policy.pace(), Pace.SHARED);
        Map<String, AttributeValue> key = DeploymentItem.key(id(policy));
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Instant ahead = setIfPast(key, pace, now);
            if (ahead == null) {
                return Optional.of(Duration.ZERO);
            }
            if (pace.delay(ahead, now).compareTo(longest) > 0) {
                return Optional.empty();
            }
            Instant advanced = addIfAhead(key, pace, now);
            if (advanced != null) {
                return Optional.of(pace.delay(advanced.minus(pace.interval()), now))
                        .filter(delay -> delay.compareTo(longest) <= 0);
            }
        }
        throw new IllegalStateException("the pace of policy '" + policy.name() + "' was reset " + MOST_TRIES
                + " times while a slot was being reserved: does something else write the item '"
                + id(policy) + "'?");
    }

    private static String id(Policy policy) {
        return policy.pace() == null ? DeploymentItem.SHARED_PACE : DeploymentItem.paceOf(policy.name());
    }

    /** Sets a clock that stands in the past and returns null; otherwise returns the clock's time. */
    private @Nullable Instant setIfPast(Map<String, AttributeValue> key, Pace pace, Instant now) {
        return table.refusal(
                        "attribute_not_exists(" + PACE_CLOCK + ") OR " + PACE_CLOCK + " <= :now",
                        key,
                        "SET " + PACE_CLOCK + " = :reserved",
                        Map.of(":reserved", paceClock(pace.reserved(now, now)), ":now", paceClock(now)))
                .map(DeploymentItem::paceClock)
                .orElse(null);
    }

    /** The clock's time after the reservation; null if the clock no longer stands in the future. */
    private @Nullable Instant addIfAhead(Map<String, AttributeValue> key, Pace pace, Instant now) {
        try {
            return paceClock(table.dynamoDb()
                    .updateItem(update -> update.tableName(table.name())
                            .key(key)
                            .updateExpression("ADD " + PACE_CLOCK + " :interval")
                            .conditionExpression(PACE_CLOCK + " > :now")
                            .expressionAttributeValues(Map.of(
                                    ":interval",
                                            AttributeValue.fromN(Long.toString(DeploymentItem.micros(pace.interval()))),
                                    ":now", paceClock(now)))
                            .returnValues(ReturnValue.UPDATED_NEW))
                    .attributes());
        } catch (ConditionalCheckFailedException e) {
            return null;
        }
    }
}
