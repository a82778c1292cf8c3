package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.core.task.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The CloudFormation stack.
 *
 * @param arn {@code arn:<partition>:cloudformation:<region>:<account>:stack/<name>/<id>}
 * @param deployedAt when it was last created or updated
 * @param resources physical ids by logical id
 * @param alarms the names of its alarms
 */
public record Stack(String arn, String status, Instant deployedAt, Map<String, String> resources, List<String> alarms) {

    // The logical ids of the resources in sam/template.yaml that are checked.
    public static final String TASK_STOPPED_RULE = "TaskStoppedRule";
    public static final String LAUNCH_ENDED_RULE = "LaunchEndedRule";
    public static final String SCHEDULE = "ReconcileSchedule";
    public static final String DEAD_LETTER_QUEUE = "DeadLetterQueue";
    public static final String FUNCTION = "TaskRetryFunction";
    public static final String FUNCTION_LOGS = "FunctionLogs";
    public static final String FUNCTION_ERRORS_ALARM = "FunctionErrorsAlarm";
    public static final String TABLE = "AttemptsTable";
    public static final String STATE_MACHINE = "WaitAndRun";
    public static final String RUN_JOB = "RunJob";
    public static final String TOPIC = "NoticesTopic";

    /** Such as {@code ecs-task-retry}. */
    public String name() {
        return parsed().resourceId().split("/", -1)[0];
    }

    public String region() {
        return parsed().region();
    }

    public String account() {
        return parsed().account();
    }

    /** The ARN of a cluster of the stack's account and Region. */
    public String cluster(String name) {
        Arn parsed = parsed();
        return new Arn(parsed.partition(), "ecs", parsed.region(), parsed.account(), "cluster/" + name).toString();
    }

    private Arn parsed() {
        return Arn.of(arn);
    }

    /** A resource's physical id; empty if the stack does not have it. */
    public Optional<String> resource(String logicalId) {
        return Optional.ofNullable(resources.get(logicalId));
    }

    /** Reads a resource by its physical id, if the stack has it. */
    public <T> Lookup<T> read(String logicalId, Function<String, Lookup<T>> reader) {
        return resource(logicalId).map(reader).orElseGet(Lookup.Absent::new);
    }
}
