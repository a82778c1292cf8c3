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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
            Optional<Instant> ahead = setIfPast(key, pace, now);
            if (ahead.isEmpty()) {
                return Optional.of(Duration.ZERO);
            }
            if (pace.delay(ahead.get(), now).compareTo(longest) > 0) {
                return Optional.empty();
            }
            Optional<Instant> advanced = addIfAhead(key, pace, now);
            if (advanced.isPresent()) {
                return advanced.map(time -> pace.delay(time.minus(pace.interval()), now))
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

    /** Sets a clock that stands in the past; otherwise returns the clock's time. */
    private Optional<Instant> setIfPast(Map<String, AttributeValue> key, Pace pace, Instant now) {
        return table.refusal(
                        "attribute_not_exists(" + PACE_CLOCK + ") OR " + PACE_CLOCK + " <= :now",
                        key,
                        "SET " + PACE_CLOCK + " = :reserved",
                        Map.of(":reserved", paceClock(pace.reserved(now, now)), ":now", paceClock(now)))
                .map(DeploymentItem::paceClock);
    }

    /** The clock's time after the reservation; empty if the clock no longer stands in the future. */
    private Optional<Instant> addIfAhead(Map<String, AttributeValue> key, Pace pace, Instant now) {
        AttributeValue interval = AttributeValue.fromN(Long.toString(DeploymentItem.micros(pace.interval())));
        return table.updated(
                        PACE_CLOCK + " > :now",
                        key,
                        "ADD " + PACE_CLOCK + " :interval",
                        Map.of(":interval", interval, ":now", paceClock(now)))
                .map(item -> DeploymentItem.paceClock(item.item()));
    }
}
