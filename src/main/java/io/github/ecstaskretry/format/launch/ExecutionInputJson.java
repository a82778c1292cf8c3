package io.github.ecstaskretry.format.launch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.Timestamps;

/**
 * The input of a wait-and-run execution: {@code {"jobId","attempt","notBefore","runTask":{…}}} (design, section 8). One
 * contract with {@code sam/wait-and-run.asl.json}.
 */
public final class ExecutionInputJson {

    private ExecutionInputJson() {}

    /**
     * The same for the same record and overrides, to the byte: StartExecution is idempotent only then.
     *
     * @param next the attempt to launch
     * @param retry as recorded
     * @param overrides of the task that stopped, for the values of its environment
     */
    public static String write(AttemptId next, RecordedDecision.Retry retry, TaskOverrides overrides) {
        return write(next, retry, LaunchRequestJson.withValues(retry.launchRequest(), overrides));
    }

    /** The same as the table knows it: of the environment only the names. */
    public static String withoutValues(AttemptId next, RecordedDecision.Retry retry) {
        return write(next, retry, Json.parse(retry.launchRequest()));
    }

    private static String write(AttemptId next, RecordedDecision.Retry retry, JsonNode request) {
        ObjectNode input = Json.object();
        input.put("jobId", next.jobId());
        input.put("attempt", next.number());
        input.put("notBefore", Timestamps.format(retry.notBefore()));
        input.set("runTask", request);
        return Json.write(input);
    }
}
