package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The function can run, does not fail, and knows the stack's table, state machine and topic. */
final class FunctionCheck {

    /** The variables that name resources of the stack (design, section 6). */
    private static final Map<String, String> NAMES = Map.of(
            "RETRY_TABLE", LogicalIds.TABLE,
            "RETRY_STATE_MACHINE_ARN", LogicalIds.STATE_MACHINE,
            "RETRY_TOPIC_ARN", LogicalIds.TOPIC);

    private static final String BUILD =
            "build target/function.zip for its Runtime and Architecture again, then run 'sam deploy'";

    private final CheckResults results = new CheckResults("function");
    private final Deployment deployment;

    private FunctionCheck(Deployment deployment) {
        this.deployment = deployment;
    }

    static List<CheckResult> results(Deployment deployment) {
        return new FunctionCheck(deployment).results();
    }

    private List<CheckResult> results() {
        results.read(
                deployment.function(),
                () -> results.broken(
                        "the function does not exist: nothing handles events",
                        Repair.absent(deployment.stack(), LogicalIds.FUNCTION)),
                this::check);
        return results.orOk(
                deployment.function() instanceof Lookup.Found<RetryFunction>(RetryFunction function)
                        ? function.name() + " is ready"
                        : "");
    }

    private void check(RetryFunction function) {
        checkState(function);
        results.read(function.stopped(), () -> results.unknown("its reserved concurrency is not known"), stopped -> {
            if (stopped) {
                results.broken(
                        function.name() + " has a reserved concurrency of 0 and is never called",
                        "aws lambda delete-function-concurrency --function-name " + function.name());
            }
        });
        results.read(function.variables(), () -> results.unknown("its variables are not known"), this::checkVariables);
        results.read(deployment.invocation(), () -> results.unknown("who may call it is not known"), permissions -> {
            if (!EventQueue.keeps(permissions.failureDestination(), deployment.deadLetters())) {
                results.warning(
                        "an event that fails three times is lost: its destination is not the dead-letter queue",
                        Repair.CHANGED);
            }
        });
        if (deployment.calls() instanceof Lookup.Found<InvocationCounts>(InvocationCounts calls)
                && calls.failed() > 0) {
            reportFailures(calls, function);
        }
    }

    private void checkVariables(Map<String, String> variables) {
        new TreeMap<>(NAMES)
                .forEach((variable, logicalId) -> deployment
                        .stack()
                        .resource(logicalId)
                        .filter(name -> !name.equals(variables.get(variable)))
                        .ifPresent(name -> results.broken(
                                variable + " is " + variables.getOrDefault(variable, "not set") + "; the stack's is "
                                        + name,
                                Repair.CHANGED)));
    }

    /** An update that fails leaves the function as it was (AWS Lambda developer guide, "Lambda function states"). */
    private void checkState(RetryFunction function) {
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

    private void reportFailures(InvocationCounts calls, RetryFunction function) {
        String window = "in the last " + Deployment.RECENT.toMinutes() + " minutes";
        String why = deployment
                .stack()
                .resource(LogicalIds.FUNCTION_LOGS)
                .map(log -> "aws logs tail " + log + " --since " + Deployment.RECENT.toMinutes() + "m shows why")
                .orElse("its log shows why");
        if (calls.failed() < calls.invoked()) {
            results.warning(
                    calls.failed() + " of the " + calls.invoked() + " calls of " + function.name() + " " + window
                            + " failed",
                    why);
        } else {
            results.broken("every call of " + function.name() + " " + window + " failed: nothing is handled", why);
        }
    }
}
