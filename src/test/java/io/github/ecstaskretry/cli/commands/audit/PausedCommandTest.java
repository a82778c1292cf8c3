package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.store.AttemptAttributes;
import io.github.ecstaskretry.store.DeploymentItem;
import io.github.ecstaskretry.store.PauseItem;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pauses and paces, as the function keeps them in the items of the deployment. */
class PausedCommandTest extends AuditCommandFixture {

    private static final String ANN = "arn:aws:iam::111122223333:user/ann";

    @Test
    void listsPausesInForceAndPacesThatAreBehind() {
        assertThat(run("paused").out()).isEqualToIgnoringNewLines("Nothing is paused.");
        assertThat(run("pending").out()).doesNotContain("PAUSED", "PACE");

        Instant now = Instant.now();
        put(
                DeploymentItem.control(),
                AttemptAttributes.PAUSED,
                PauseItem.write(List.of(
                        new Pause("all", ANN, now, null, "new network"),
                        new Pause("family/etl", ANN, now.minusSeconds(60), now.plusSeconds(60), "registry"),
                        new Pause("family/old", ANN, now.minusSeconds(60), now, "over"))));
        put(
                DeploymentItem.key(DeploymentItem.paceOf("patient")),
                AttemptAttributes.PACE_CLOCK,
                DeploymentItem.paceClock(now.plusSeconds(725)));

        Run paused = run("paused");
        assertThat(paused.lines()).hasSize(3);
        assertThat(paused.lines().get(1)).matches("family/etl +2026-.* " + ANN + " +registry");
        assertThat(paused.lines().get(2)).matches("all +2026-.*resumed +" + ANN + " +new network");
        assertThat(run("pending").lines().reversed().subList(0, 3))
                .satisfiesExactly(
                        pace -> assertThat(pace)
                                .matches("PACE: the pace of policy patient is behind: its slots are taken for the next"
                                        + " 1[12]m\\d*s?\\."),
                        all -> assertThat(all).matches("PAUSED: all since .* by " + ANN + ": new network"),
                        family -> assertThat(family).matches("PAUSED: family/etl since .* until .* by .*: registry"));
        JsonNode pending = Json.read(run("pending", "--json").out());
        assertThat(pending.at("/paces/0/policy").asText()).isEqualTo("patient");
        assertThat(pending.path("pauses")).isEqualTo(json("paused").path("pauses"));
    }

    private static void put(Map<String, AttributeValue> key, String name, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put(name, value);
        DYNAMODB.client().putItem(request -> request.tableName(TABLE).item(item));
    }
}
