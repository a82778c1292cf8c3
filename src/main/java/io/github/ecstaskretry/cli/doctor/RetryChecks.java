package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import java.util.List;

/** Checks what follows a decision: the state machine, the notices, and what is overdue. */
final class RetryChecks {

    private final Deployment deployment;

    RetryChecks(Deployment deployment) {
        this.deployment = deployment;
    }

    /** The state machine is active, starts each execution once, and keeps overrides out of its log. */
    List<CheckResult> stateMachine() {
        CheckResults results = new CheckResults("state machine", deployment.stack());
        results.required(
                deployment.stateMachine(),
                Stack.STATE_MACHINE,
                "the state machine does not exist: no task is run again",
                machine -> {
                    if (!machine.status().equals("ACTIVE")) {
                        results.broken("it is " + machine.status(), CheckResults.REVERT_DRIFT);
                    }
                    if (!machine.type().equals("STANDARD")) {
                        results.broken(
                                "it is " + machine.type() + ", which can start one execution twice",
                                "'sam deploy' of a template with StateMachineType STANDARD creates another");
                    }
                    if (machine.logsData()) {
                        results.warning(
                                "its log holds the executions' data, including values of environment overrides",
                                "turn includeExecutionData off: " + CheckResults.REVERT_DRIFT);
                    }
                });
        return results.orOk("active");
    }

    /** Somebody receives the notices. */
    List<CheckResult> notices() {
        CheckResults results = new CheckResults("notices", deployment.stack());
        String nobody = "nobody receives the notices";
        results.required(
                deployment.topic(), Stack.TOPIC, "the topic does not exist: no outcome is announced", topic -> {
                    if (topic.confirmed() == 0 && topic.pending() > 0) {
                        results.warning(
                                nobody + ": "
                                        + CheckResults.counted(topic.pending(), "subscription is", "subscriptions are")
                                        + " not confirmed",
                                "aws sns list-subscriptions-by-topic --topic-arn " + topic.arn()
                                        + " names them; follow the link that SNS has sent");
                    } else if (topic.confirmed() == 0) {
                        results.warning(
                                nobody,
                                "aws sns subscribe --topic-arn " + topic.arn()
                                        + " --protocol email --notification-endpoint ADDRESS");
                    }
                });
        return results.orOk(
                deployment.topic(), topic -> CheckResults.counted(topic.confirmed(), "subscription", "subscriptions"));
    }

    /** No re-run and no notice is overdue. */
    List<CheckResult> attempts() {
        CheckResults results = new CheckResults("attempts", deployment.stack());
        results.dependent(deployment.backlog(), "not known without the table", backlog -> {
            if (backlog.retries() > 0) {
                results.warning(
                        CheckResults.counted(backlog.retries(), "re-run has", "re-runs have") + " not ended "
                                + Backlog.RETRY_PATIENCE.toHours() + " hours after being due",
                        "'ecs-retry pending' names them, 'ecs-retry show' has links to their tasks");
            }
            if (backlog.notices() > 0) {
                results.broken(
                        CheckResults.counted(backlog.notices(), "outcome is", "outcomes are") + " not announced after "
                                + Backlog.NOTICE_PATIENCE.toMinutes() + " minutes",
                        "see the function's log for why SNS refuses them");
            }
        });
        return results.orOk("no re-run and no notice is overdue");
    }
}
