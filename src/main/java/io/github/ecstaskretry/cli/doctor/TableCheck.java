package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.TableState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The attempts table and its indexes: Amazon DynamoDB API reference, {@code TableDescription}. */
final class TableCheck {

    /** The indexes that the audit and the function need. */
    static final Map<String, TableState.Index> INDEXES = Map.of(
            "by-family",
            index(
                    "family, stoppedAt",
                    "cluster taskArn cpu memory jobCreatedAt createdAt startedAt cause causeKind earlierCauses decision outcome"
                            + " delaySeconds policy rule mode heldFor heldSince neverLaunched"),
            "by-outcome",
            index(
                    "outcomeDay, stoppedAt",
                    "cluster family taskArn jobCreatedAt cause causeKind earlierCauses outcome policy rule mode neverLaunched"),
            "by-task",
            index("relaunchedTaskId", ""),
            "pending",
            index(
                    "pendingShard, notBefore",
                    "cluster clusterArn family jobCreatedAt cause causeKind earlierCauses stoppedAt policy rule delaySeconds"
                            + " executionArn recordedAt heldFor heldSince neverLaunched"));

    private static final String ACTIVE = "ACTIVE";
    private static final String EXPIRY = "expiresAt";
    private static final String RECREATE = "recreate it with 'sam deploy', one index at a time";

    private TableCheck() {}

    private static TableState.Index index(String keys, String shows) {
        return new TableState.Index(ACTIVE, keys, shows.isEmpty() ? Set.of() : Set.of(shows.split(" ", -1)));
    }

    static List<CheckResult> results(Deployment deployment) {
        Stack stack = deployment.stack();
        CheckResults results = new CheckResults("table", stack);
        String fix = stack.resource(Stack.TABLE).map(TableCheck::restore).orElseGet(() -> results.create(Stack.TABLE));
        Runnable absent = () -> results.broken("the table does not exist: every event fails", fix);
        results.read("", deployment.table(), absent, table -> check(table, results));
        return results.orOk(
                deployment.table(), table -> table.name() + " and its " + INDEXES.size() + " indexes are active");
    }

    /** DynamoDB developer guide, "Enable point-in-time recovery in DynamoDB", on tables that are deleted. */
    private static String restore(String table) {
        return "aws dynamodb list-backups --backup-type SYSTEM finds the backup that DynamoDB keeps for 35 days: restore "
                + table + " from it";
    }

    private static void check(TableState table, CheckResults results) {
        boolean usable = table.status().equals(ACTIVE) || table.status().equals("UPDATING");
        results.brokenIf(!usable, table.name() + " is " + table.status(), fix(table));
        new TreeMap<>(INDEXES)
                .forEach((name, expected) ->
                        check(name, expected, table.indexes().get(name), results));
        Consumer<Boolean> expires = on -> results.warnIf(
                !on,
                "its time to live is off: attempts never expire",
                "aws dynamodb update-time-to-live --table-name " + table.name()
                        + " --time-to-live-specification Enabled=true,AttributeName=" + EXPIRY);
        results.read(
                "", table.expiryAttribute(), () -> expires.accept(false), name -> expires.accept(name.equals(EXPIRY)));
        Consumer<Boolean> restorable = on -> results.warnIf(
                !on,
                "its point-in-time recovery is off: a mistake cannot be taken back",
                "aws dynamodb update-continuous-backups --table-name " + table.name()
                        + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true");
        results.read("", table.restorable(), () -> restorable.accept(false), restorable);
    }

    private static void check(
            String name, TableState.Index expected, TableState.@Nullable Index found, CheckResults results) {
        if (found == null || !found.keys().equals(expected.keys())) {
            results.broken(
                    "the index " + name + " on " + expected.keys()
                            + (found == null ? " is missing" : " has other keys"),
                    RECREATE);
        } else if (!found.status().equals(ACTIVE)) {
            results.warning("the index " + name + " is " + found.status(), "wait until it is ACTIVE and look again");
        } else if (found.shows() != null && expected.shows() != null) {
            Set<String> lacking = new TreeSet<>(expected.shows());
            lacking.removeAll(found.shows());
            if (!lacking.isEmpty()) {
                results.warning(
                        "the index " + name + " does not show " + String.join(", ", lacking),
                        "an earlier version created it; " + RECREATE);
            }
        }
    }

    /** Table status codes: Amazon DynamoDB API reference, {@code TableDescription}. */
    private static String fix(TableState table) {
        return switch (table.status()) {
            case "INACCESSIBLE_ENCRYPTION_CREDENTIALS" -> "let DynamoDB use the KMS key again: docs/encryption.md";
            // DynamoDB archives a table whose key it could not use for seven days, with a backup on demand.
            case "ARCHIVING", "ARCHIVED" -> "let DynamoDB use the KMS key again, and restore the table from its backup";
            case "DELETING" -> restore(table.name());
            default -> "wait until it is ACTIVE and look again";
        };
    }
}
