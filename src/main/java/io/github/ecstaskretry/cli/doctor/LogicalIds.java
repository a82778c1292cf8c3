package io.github.ecstaskretry.cli.doctor;

/** The logical ids of the resources in {@code sam/template.yaml} that are checked. */
public final class LogicalIds {

    public static final String TASK_STOPPED_RULE = "TaskStoppedRule";
    public static final String LAUNCH_ENDED_RULE = "LaunchEndedRule";
    public static final String SCHEDULE = "ReconcileSchedule";
    public static final String DEAD_LETTER_QUEUE = "DeadLetterQueue";
    public static final String FUNCTION = "TaskRetryFunction";
    public static final String FUNCTION_LOGS = "FunctionLogs";
    public static final String FUNCTION_ERRORS_ALARM = "FunctionErrorsAlarm";
    public static final String TABLE = "AttemptsTable";
    public static final String STATE_MACHINE = "WaitAndRun";
    public static final String TOPIC = "NoticesTopic";

    private LogicalIds() {}
}
