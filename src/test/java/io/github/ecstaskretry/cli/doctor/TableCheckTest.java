package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.TABLE;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.absent;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.found;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.table;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.tableWithIndex;
import static io.github.ecstaskretry.cli.doctor.HealthyDeployment.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.TableState;
import io.github.ecstaskretry.cli.doctor.Deployment.TableState.Index;
import io.github.ecstaskretry.testkit.standin.deployed.SamTemplate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableCheckTest {

    private static final String PART = "table";
    private static final String ANEW = "recreate it with 'sam deploy', one index at a time";

    @Test
    void theIndexesAreThoseOfTheTemplate() {
        Map<String, Index> declared = new TreeMap<>();
        SamTemplate.read()
                .properties(Stack.TABLE)
                .path("GlobalSecondaryIndexes")
                .forEach(index -> declared.put(
                        index.path("IndexName").asText(),
                        new Index(
                                "ACTIVE",
                                index.path("KeySchema")
                                        .valueStream()
                                        .map(key -> key.path("AttributeName").asText())
                                        .collect(Collectors.joining(", ")),
                                index.path("Projection")
                                        .path("NonKeyAttributes")
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .collect(Collectors.toSet()))));

        assertThat(TableCheck.INDEXES).isEqualTo(declared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "UPDATING"})
    void acceptsATableThatCanBeUsed(String status) {
        assertThat(of(table(status, TableCheck.INDEXES)))
                .isEqualTo(CheckResult.ok(PART, TABLE + " and its 4 indexes are active"));
    }

    @Test
    void restoresAMissingTable() {
        assertThat(new HealthyDeployment().withTable(absent()).onlyFinding(PART))
                .isEqualTo(CheckResult.broken(
                        PART,
                        "the table does not exist: every event fails",
                        "aws dynamodb list-backups --backup-type SYSTEM finds the backup that DynamoDB keeps for 35 days:"
                                + " restore " + TABLE + " from it"));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, wait until it is ACTIVE and look again",
        "DELETING, aws dynamodb list-backups",
        "ARCHIVED, restore the table from its backup"
    })
    void reportsATableThatCannotBeUsed(String status, String fix) {
        CheckResult finding = of(table(status, TableCheck.INDEXES));

        assertThat(finding.verdict()).isEqualTo(Health.BROKEN);
        assertThat(finding.says()).isEqualTo(TABLE + " is " + status);
        assertThat(finding.fix()).contains(fix);
    }

    @Test
    void acceptsAnIndexOfAllAttributes() {
        CheckResult finding = of(tableWithIndex("by-outcome", new Index("ACTIVE", "outcomeDay, stoppedAt", null)));

        assertThat(finding.verdict()).isEqualTo(Health.OK);
    }

    @Test
    void namesTheLostKeyOfTheTable() {
        assertThat(of(table("INACCESSIBLE_ENCRYPTION_CREDENTIALS", TableCheck.INDEXES)))
                .isEqualTo(CheckResult.broken(
                        PART,
                        TABLE + " is INACCESSIBLE_ENCRYPTION_CREDENTIALS",
                        "let DynamoDB use the KMS key again: docs/encryption.md"));
    }

    @Test
    void namesAnIndexThatIsMissingOrHasOtherKeys() {
        Map<String, Index> three = new TreeMap<>(TableCheck.INDEXES);
        three.remove("by-task");

        assertThat(of(table("ACTIVE", three)))
                .isEqualTo(CheckResult.broken(PART, "the index by-task on relaunchedTaskId is missing", ANEW));
        assertThat(of(tableWithIndex("pending", new Index("ACTIVE", "pendingShard", Set.of()))))
                .isEqualTo(
                        CheckResult.broken(PART, "the index pending on pendingShard, notBefore has other keys", ANEW));
    }

    @Test
    void waitsForAnIndex() {
        assertThat(of(tableWithIndex("by-task", new Index("CREATING", "relaunchedTaskId", Set.of()))))
                .isEqualTo(CheckResult.warning(
                        PART, "the index by-task is CREATING", "wait until it is ACTIVE and look again"));
    }

    @Test
    void warnsOfAnIndexWithoutANewerAttribute() {
        assertThat(of(tableWithIndex(
                        "by-outcome",
                        new Index(
                                "ACTIVE",
                                "outcomeDay, stoppedAt",
                                Set.of("cluster", "family", "taskArn", "cause", "outcome", "policy", "rule")))))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "the index by-outcome does not show causeKind, earlierCauses, jobCreatedAt, mode, neverLaunched",
                        "an earlier version created it; " + ANEW));
    }

    @Test
    void acceptsAnIndexWithMoreAttributes() {
        assertThat(of(tableWithIndex("by-task", new Index("ACTIVE", "relaunchedTaskId", Set.of("cluster"))))
                        .verdict())
                .isEqualTo(Health.OK);
    }

    @Test
    void reportsIndexesInAFixedOrder() {
        assertThat(new HealthyDeployment()
                        .withTable(found(table("ACTIVE", Map.of())))
                        .findings(PART))
                .extracting(CheckResult::says)
                .containsExactly(
                        "the index by-family on family, stoppedAt is missing",
                        "the index by-outcome on outcomeDay, stoppedAt is missing",
                        "the index by-task on relaunchedTaskId is missing",
                        "the index pending on pendingShard, notBefore is missing");
    }

    @Test
    void warnsIfAttemptsNeverExpire() {
        CheckResult off = CheckResult.warning(
                PART,
                "its time to live is off: attempts never expire",
                "aws dynamodb update-time-to-live --table-name " + TABLE
                        + " --time-to-live-specification Enabled=true,AttributeName=expiresAt");

        assertThat(of(with(absent(), found(true)))).isEqualTo(off);
        assertThat(of(with(found("announcedAt"), found(true)))).isEqualTo(off);
    }

    @Test
    void warnsIfPointInTimeRecoveryIsOff() {
        assertThat(of(with(found("expiresAt"), found(false))))
                .isEqualTo(CheckResult.warning(
                        PART,
                        "its point-in-time recovery is off: a mistake cannot be taken back",
                        "aws dynamodb update-continuous-backups --table-name " + TABLE
                                + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true"));
    }

    @Test
    void checksTheRestOfATableIfADetailIsDenied() {
        CheckResult unknown = new CheckResult(
                PART, Health.UNKNOWN, "access is denied: the IAM action x:Look is lacking", "get x:Look");

        assertThat(of(with(unreadable(), found(true)))).isEqualTo(unknown);
        assertThat(of(with(found("expiresAt"), unreadable()))).isEqualTo(unknown);
        assertThat(new HealthyDeployment()
                        .withTable(found(new TableState(TABLE, "ACTIVE", Map.of(), unreadable(), unreadable())))
                        .findings(PART))
                .extracting(CheckResult::verdict)
                .containsOnly(Health.BROKEN, Health.UNKNOWN);
    }

    private static TableState with(Lookup<String> expiryAttribute, Lookup<Boolean> restorable) {
        return new TableState(TABLE, "ACTIVE", TableCheck.INDEXES, expiryAttribute, restorable);
    }

    @Test
    void reportsEachFault() {
        assertThat(new HealthyDeployment()
                        .withTable(found(new TableState(TABLE, "DELETING", TableCheck.INDEXES, absent(), found(false))))
                        .findings(PART))
                .extracting(CheckResult::verdict)
                .containsExactly(Health.BROKEN, Health.WARNING, Health.WARNING);
    }

    private static CheckResult of(TableState table) {
        return new HealthyDeployment().withTable(found(table)).onlyFinding(PART);
    }
}
