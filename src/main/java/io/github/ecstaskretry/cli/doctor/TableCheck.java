package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.TableState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The attempts table and its indexes: Amazon DynamoDB API reference, {@code TableDescription}; design, section 7. */
final class TableCheck {

    /** The indexes as the audit and the function need them. */
    static final Map<String, TableState.Index> INDEXES = Map.of(
            "by-family",
            index(
                    "family, stoppedAt",
                    "cluster taskArn jobCreatedAt createdAt startedAt cause causeKind decision outcome delaySeconds policy rule"
                            + " mode"),
            "by-outcome",
            index(
                    "outcomeDay, stoppedAt",
                    "cluster family taskArn jobCreatedAt cause causeKind outcome policy rule mode"),
            "by-task",
            index("relaunchedTaskId", ""),
            "pending",
            index(
                    "pendingShard, notBefore",
                    "cluster clusterArn family jobCreatedAt cause causeKind stoppedAt policy rule delaySeconds executionArn"
                            + " recordedAt"));

    private static final String PART = "table";
    private static final String ACTIVE = "ACTIVE";
    private static final String EXPIRY = "expiresAt";

    private TableCheck() {}

    private static TableState.Index index(String keys, String shows) {
        return new TableState.Index(ACTIVE, keys, shows.isEmpty() ? Set.of() : Set.of(shows.split(" ", -1)));
    }

    static List<CheckResult> findings(Deployment deployment) {
        return CheckResult.of(
                PART,
                deployment.table(),
                CheckResult.broken(
                        PART,
                        "there is none: every event fails",
                        deployment
                                .stack()
                                .resource(LogicalIds.TABLE)
                                .map(TableCheck::restore)
                                .orElseGet(() -> Repair.absent(deployment.stack(), LogicalIds.TABLE))),
                TableCheck::findings);
    }

    /** DynamoDB developer guide, "Enable point-in-time recovery in DynamoDB", on tables that are deleted. */
    private static String restore(String table) {
        return "aws dynamodb list-backups --backup-type SYSTEM finds the backup that DynamoDB keeps for 35 days: restore "
                + table + " from it";
    }

    private static List<CheckResult> findings(TableState table) {
        List<CheckResult> findings = new ArrayList<>();
        if (!table.status().equals(ACTIVE) && !table.status().equals("UPDATING")) {
            findings.add(CheckResult.broken(PART, table.name() + " is " + table.status(), cure(table)));
        }
        new TreeMap<>(INDEXES)
                .forEach((name, expected) ->
                        findings.addAll(findings(name, expected, table.indexes().get(name))));
        findings.addAll(expiry(table));
        findings.addAll(restoration(table));
        return findings.isEmpty()
                ? List.of(CheckResult.ok(PART, table.name() + " and its " + INDEXES.size() + " indexes are active"))
                : findings;
    }

    private static List<CheckResult> expiry(TableState table) {
        CheckResult off = CheckResult.warning(
                PART,
                "its time to live is off: attempts never expire",
                "aws dynamodb update-time-to-live --table-name " + table.name()
                        + " --time-to-live-specification Enabled=true,AttributeName=" + EXPIRY);
        return CheckResult.of(
                PART, table.expiryAttribute(), off, attribute -> attribute.equals(EXPIRY) ? List.of() : List.of(off));
    }

    private static List<CheckResult> restoration(TableState table) {
        CheckResult off = CheckResult.warning(
                PART,
                "its point-in-time recovery is off: a mistake cannot be taken back",
                "aws dynamodb update-continuous-backups --table-name " + table.name()
                        + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true");
        return CheckResult.of(PART, table.restorable(), off, on -> on ? List.of() : List.of(off));
    }

    private static List<CheckResult> findings(String name, TableState.Index expected, TableState.@Nullable Index found) {
        if (found == null || !found.keys().equals(expected.keys())) {
            return List.of(CheckResult.broken(
                    PART,
                    "the index " + name + " on " + expected.keys()
                            + (found == null ? " is missing" : " has other keys"),
                    "make it anew with 'sam deploy', one index at a time"));
        }
        if (!found.status().equals(ACTIVE)) {
            return List.of(CheckResult.warning(
                    PART, "the index " + name + " is " + found.status(), "wait until it is ACTIVE and look again"));
        }
        Set<String> lacking = lacking(expected, found);
        return lacking.isEmpty()
                ? List.of()
                : List.of(CheckResult.warning(
                        PART,
                        "the index " + name + " does not show " + String.join(", ", lacking),
                        "it was made by an earlier version; make it anew with 'sam deploy', one index at a time"));
    }

    private static Set<String> lacking(TableState.Index expected, TableState.Index found) {
        Set<String> lacking = new TreeSet<>();
        if (expected.shows() != null && found.shows() != null) {
            lacking.addAll(expected.shows());
            lacking.removeAll(found.shows());
        }
        return lacking;
    }

    /** Table status codes: Amazon DynamoDB API reference, {@code TableDescription}. */
    private static String cure(TableState table) {
        return switch (table.status()) {
            case "INACCESSIBLE_ENCRYPTION_CREDENTIALS" -> "let DynamoDB use the KMS key again: docs/encryption.md";
            // DynamoDB archives a table whose key it could not use for seven days, with a backup on demand.
            case "ARCHIVING", "ARCHIVED" -> "let DynamoDB use the KMS key again, and restore the table from its backup";
            case "DELETING" -> restore(table.name());
            default -> "wait until it is ACTIVE and look again";
        };
    }
}
