package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.decide.RecordedDecision;
import io.github.ecstaskretry.job.AttemptId;
import io.github.ecstaskretry.job.TaskOverrides;

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
        ObjectNode input = Json.object();
        input.put("jobId", next.jobId());
        input.put("attempt", next.number());
        input.put("notBefore", Timestamps.format(retry.notBefore()));
        input.set("runTask", LaunchRequestJson.withValues(retry.launchRequest(), overrides));
        return Json.write(input);
    }
}
