package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.CheckResults.REVERT_DRIFT;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.ReconcileSchedule;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks the function, the policy file that it reads, and the schedule that calls it. */
record FunctionChecks(Deployment deployment) {

    /** The variables that name resources of the stack. */
    private static final Map<String, String> NAMES = Map.of(
            "RETRY_TABLE", Stack.TABLE,
            "RETRY_STATE_MACHINE_ARN", Stack.STATE_MACHINE,
            "RETRY_TOPIC_ARN", Stack.TOPIC);

    private static final String BUILD =
            "build target/function.zip for its Runtime and Architecture again, then run 'sam deploy'";
    private static final String EDIT =
            "correct sam/policy/retry-policy.yaml ('ecs-retry policy check' says where), then run 'sam deploy'";
    private static final String LOST = ": lost events are not found";
    private static final long MINUTES = Deployment.RECENT.toMinutes();

    private Stack stack() {
        return deployment.stack();
    }

    /** The function can run, does not fail, and knows the stack's table, state machine and topic. */
    List<CheckResult> function() {
        CheckResults results = new CheckResults("function", stack());
        String absence = "the function does not exist: nothing handles events";
        results.required(deployment.function(), Stack.FUNCTION, absence, function -> check(function, results));
        return results.orOk(deployment.function(), function -> function.name() + " is ready");
    }

    private void check(RetryFunction function, CheckResults results) {
        checkState(function, results);
        results.dependent(
                function.stopped(),
                "its reserved concurrency is not known",
                stopped -> results.brokenIf(
                        stopped,
                        function.name() + " has a reserved concurrency of 0 and is never called",
                        "aws lambda delete-function-concurrency --function-name " + function.name()));
        results.dependent(
                function.variables(),
                "its variables are not known",
                variables -> new TreeMap<>(NAMES)
                        .forEach((variable, logicalId) -> stack().resource(logicalId)
                                .ifPresent(name -> results.brokenIf(
                                        !name.equals(variables.get(variable)),
                                        variable + " is " + variables.getOrDefault(variable, "not set")
                                                + "; the stack's is " + name,
                                        REVERT_DRIFT))));
        results.dependent(
                deployment.invocation(),
                "who may call it is not known",
                permissions -> results.warnIf(
                        !EventQueue.keeps(permissions.failureDestination(), deployment.deadLetters()),
                        "an event that fails three times is lost: its destination is not the dead-letter queue",
                        REVERT_DRIFT));
        deployment.calls().found().ifPresent(calls -> reportFailures(calls, function, results));
    }

    /** An update that fails leaves the function as it was (AWS Lambda developer guide, "Lambda function states"). */
    private static void checkState(RetryFunction function, CheckResults results) {
        String why = function.trouble() == null ? "" : ": " + function.trouble();
        if (function.state().equals("Failed")) {
            results.broken(function.name() + " cannot run" + why, BUILD);
        } else if (!function.state().equals("Active")) {
            results.warning(
                    function.name() + " is " + function.state() + why, "wait until it is Active and look again");
        } else if (function.lastUpdate().equals("Failed")) {
            results.warning(function.name() + " runs as before its last update, which failed" + why, BUILD);
        }
    }

    private void reportFailures(InvocationCounts calls, RetryFunction function, CheckResults results) {
        String failed = function.name() + " in the last " + MINUTES + " minutes failed";
        String why = stack().resource(Stack.FUNCTION_LOGS)
                .map(log -> "aws logs tail " + log + " --since " + MINUTES + "m shows why")
                .orElse("its log shows why");
        if (calls.failed() >= calls.invoked()) {
            results.brokenIf(calls.failed() > 0, "every call of " + failed + ": nothing is handled", why);
        } else {
            String some = calls.failed() + " of the " + calls.invoked() + " calls of " + failed;
            results.warnIf(calls.failed() > 0, some, why);
        }
    }

    /** The function accepts the policy file that it reads. */
    List<CheckResult> policy() {
        CheckResults results = new CheckResults("policy", stack());
        if (deployment.function() instanceof Lookup.Absent<RetryFunction>()) {
            results.unknown("not known without the function");
            return results.orOk("");
        }
        Runnable absent = () -> results.broken(
                "no layer of the function has the file that RETRY_POLICY names: every event fails",
                "'sam deploy' publishes the layer of sam/policy; " + REVERT_DRIFT);
        results.read("", deployment.policy(), absent, policy -> {
            if (!policy.errors().isEmpty()) {
                String errors = String.join("; ", policy.errors());
                results.broken(file(policy) + ", is refused and every event fails: " + errors, EDIT);
            } else if (!policy.warnings().isEmpty()) {
                results.warning(file(policy) + ": " + String.join(" ", policy.warnings()), EDIT);
            }
        });
        return results.orOk(
                deployment.policy(),
                policy -> file(policy) + ": " + String.join(", ", policy.policies())
                        + (policy.observing().isEmpty()
                                ? ""
                                : "; only observing: " + String.join(", ", policy.observing())));
    }

    /** An organisation's tools come as layers, too; none is known to hold a file of this name. */
    private static String file(PolicyInForce policy) {
        return policy.source() + ", version " + policy.version()
                + (policy.unread().isEmpty()
                        ? ""
                        : " (unless the " + String.join(", ", policy.unread())
                                + ", which could not be read, has one as well)");
    }

    /** The schedule calls the function every five minutes. */
    List<CheckResult> reconciling() {
        CheckResults results = new CheckResults("reconciling", stack());
        String absence = "the schedule does not exist" + LOST;
        results.required(deployment.schedule(), Stack.SCHEDULE, absence, schedule -> check(schedule, results));
        if (results.noneBroken()) {
            results.dependent(
                    deployment.calls(), "not known without the function", calls -> checkCalls(calls, results));
        }
        return results.orOk("the schedule is enabled, and the function was called in the last " + MINUTES + " minutes");
    }

    private void check(ReconcileSchedule schedule, CheckResults results) {
        results.brokenIf(
                !schedule.state().equals("ENABLED"),
                "the schedule " + schedule.name() + " is " + schedule.state() + LOST,
                "enable it in the console of EventBridge Scheduler; 'sam deploy' of the same template leaves it as it is");
        deployment
                .function()
                .found()
                .ifPresent(function -> results.brokenIf(
                        !schedule.targetArn().equals(function.arn()),
                        "the schedule " + schedule.name() + " does not have the function as its target",
                        REVERT_DRIFT));
    }

    /** Events call the function, too: a call does not prove that the schedule works, but no call proves that it does not. */
    private void checkCalls(InvocationCounts calls, CheckResults results) {
        Duration age = Duration.between(stack().deployedAt(), deployment.readAt());
        boolean callable = !(deployment.function() instanceof Lookup.Absent<RetryFunction>())
                && deployment.function().found().map(RetryFunction::callable).orElse(true);
        if (calls.invoked() > 0) {
            return;
        }
        if (!callable) {
            results.unknown("not known as long as the function cannot be called");
        } else if (calls.throttled() > 0) {
            results.broken(
                    "Lambda throttled every call of the function for " + MINUTES + " minutes" + LOST,
                    "it has no concurrency left: see the account's quota 'Concurrent executions' and the concurrency reserved for other functions");
        } else if (age.compareTo(Deployment.RECENT) < 0) {
            results.warning("the stack was deployed less than " + MINUTES + " minutes ago", "look again later");
        } else {
            results.broken(
                    "the function was not called for " + MINUTES
                            + " minutes, though its schedule should call it every five" + LOST,
                    "check whether the role ReconcileScheduleRole may still call it: " + REVERT_DRIFT);
        }
    }
}
