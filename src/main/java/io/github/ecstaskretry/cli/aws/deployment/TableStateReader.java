package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.audit.Slowdowns;
import io.github.ecstaskretry.cli.aws.table.OpenAttemptCount;
import io.github.ecstaskretry.cli.aws.table.SlowdownReader;
import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import io.github.ecstaskretry.cli.doctor.Deployment.TableState;
import io.github.ecstaskretry.cli.doctor.Lookup;
import io.github.ecstaskretry.cli.doctor.PolicyInForce;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Reads the table by DescribeTable, DescribeTimeToLive and DescribeContinuousBackups (Amazon DynamoDB API reference). */
record TableStateReader(DynamoDbClient dynamoDb) {

    private static final List<TimeToLiveStatus> ON = List.of(TimeToLiveStatus.ENABLED, TimeToLiveStatus.ENABLING);

    Lookup<TableState> read(String name) {
        return Lookups.of(
                "dynamodb:DescribeTable",
                () -> state(dynamoDb.describeTable(request -> request.tableName(name))
                        .table()));
    }

    /** Counts overdue attempts in the index {@code pending}. */
    Lookup<Backlog> backlog(String table, Instant now) {
        return Lookups.of(
                "dynamodb:Query",
                () -> new Backlog(
                        OpenAttemptCount.retries(dynamoDb, table, now.minus(Backlog.RETRY_PATIENCE)),
                        OpenAttemptCount.notices(dynamoDb, table, now.minus(Backlog.NOTICE_PATIENCE))));
    }

    /** Reads the pauses and the paces; only the shared pace if the policies are not known. */
    Lookup<Slowdowns> slowdowns(String table, Lookup<PolicyInForce> policy, Instant now) {
        List<String> policies = policy.found().map(PolicyInForce::policies).orElse(List.of());
        return Lookups.of("dynamodb:GetItem", () -> new SlowdownReader(dynamoDb, table).read(policies, now));
    }

    private TableState state(TableDescription table) {
        String name = table.tableName();
        return new TableState(
                name,
                table.tableStatusAsString(),
                table.globalSecondaryIndexes().stream()
                        .collect(Collectors.toMap(GlobalSecondaryIndexDescription::indexName, TableStateReader::index)),
                Lookups.of(
                                "dynamodb:DescribeTimeToLive",
                                () -> dynamoDb.describeTimeToLive(request -> request.tableName(name))
                                        .timeToLiveDescription())
                        .then(expiry -> ON.contains(expiry.timeToLiveStatus())
                                ? new Lookup.Found<>(expiry.attributeName())
                                : new Lookup.Absent<>()),
                Lookups.of("dynamodb:DescribeContinuousBackups", () -> restorable(name)));
    }

    private boolean restorable(String name) {
        var recovery = dynamoDb.describeContinuousBackups(request -> request.tableName(name))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription();
        return recovery != null && recovery.pointInTimeRecoveryStatus() == PointInTimeRecoveryStatus.ENABLED;
    }

    private static TableState.Index index(GlobalSecondaryIndexDescription index) {
        return new TableState.Index(
                index.indexStatusAsString(),
                index.keySchema().stream().map(KeySchemaElement::attributeName).collect(Collectors.joining(", ")),
                index.projection().projectionType() == ProjectionType.ALL
                        ? null
                        : Set.copyOf(index.projection().nonKeyAttributes()));
    }
}
