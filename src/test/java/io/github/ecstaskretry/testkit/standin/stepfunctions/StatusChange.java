package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.Envelope;
import io.github.ecstaskretry.testkit.standin.wire.Json;

/**
 * "Step Functions Execution Status Change" events of executions that have ended (Step Functions developer guide, "Automating Step
 * Functions event delivery with EventBridge").
 */
final class StatusChange {

    private StatusChange() {}

    static ObjectNode of(Account account, Execution execution, Ending ending) {
        ObjectNode detail = Json.object();
        detail.put("executionArn", execution.arn());
        detail.put("stateMachineArn", execution.stateMachineArn());
        detail.put("name", execution.name());
        detail.put("status", ending.status());
        detail.put("startDate", execution.startDate().toEpochMilli());
        detail.put("stopDate", ending.at().toEpochMilli());
        detail.put("input", execution.input());
        detail.putObject("inputDetails").put("included", true);
        detail.put("output", ending.output());
        if (ending.output() == null) {
            detail.putNull("outputDetails");
        } else {
            detail.putObject("outputDetails").put("included", true);
        }
        detail.put("error", ending.error());
        detail.put("cause", ending.cause());
        detail.putNull("stateMachineVersionArn");
        detail.putNull("stateMachineAliasArn");
        detail.put("redriveCount", 0);
        detail.putNull("redriveDate");
        return Envelope.of(
                account, "aws.states", "Step Functions Execution Status Change", execution.arn(), ending.at(), detail);
    }
}
