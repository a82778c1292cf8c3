package io.github.ecstaskretry.testkit.simulation;

/** The parts that can have an outage. */
enum Service {
    FUNCTION,
    DYNAMODB,
    STEP_FUNCTIONS,
    SNS,
    SQS,
    ECS,
    /** EventBridge and EventBridge Scheduler. */
    SOURCES,
    CLOUDTRAIL
}
