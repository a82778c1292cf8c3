package io.github.ecstaskretry.testkit.simulation;

/** What can be out for a while. */
enum Service {
    FUNCTION,
    DYNAMODB,
    STEP_FUNCTIONS,
    SNS,
    ECS,
    /** EventBridge and EventBridge Scheduler. */
    SOURCES,
    CLOUDTRAIL
}
