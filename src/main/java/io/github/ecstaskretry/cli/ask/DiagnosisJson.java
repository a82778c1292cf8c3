package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.doctor.CheckResult;
import io.github.ecstaskretry.cli.doctor.Checkup;
import io.github.ecstaskretry.format.Json;
import java.util.Locale;

/** What {@code ecs-retry doctor --json} writes; {@code docs/audit.md} has the shape. */
public final class DiagnosisJson {

    private DiagnosisJson() {}

    /** Such as {@code {"version":1,"stack":"…","region":"…","account":"…","healthy":true,"findings":[…]}}. */
    public static String write(Checkup diagnosis) {
        ObjectNode document = Json.object()
                .put("version", 1)
                .put("stack", diagnosis.stack().name())
                .put("region", diagnosis.stack().region())
                .put("account", diagnosis.stack().account())
                .put("healthy", diagnosis.healthy());
        ArrayNode findings = document.putArray("findings");
        for (CheckResult finding : diagnosis.findings()) {
            ObjectNode node = findings.addObject()
                    .put("part", finding.part())
                    .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                    .put("says", finding.says());
            if (finding.fix() != null) {
                node.put("fix", finding.fix());
            }
        }
        return document.toPrettyString();
    }
}
