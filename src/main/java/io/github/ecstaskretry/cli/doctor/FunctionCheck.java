package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Deployment.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The function can run, and knows where its records, re-runs and notices go. */
final class FunctionCheck {

    private static final String PART = "function";

    /** The variables that name parts of the stack, by those parts (design, section 6). */
    private static final Map<String, String> NAMES = Map.of(
            "RETRY_TABLE", LogicalIds.TABLE,
            "RETRY_STATE_MACHINE_ARN", LogicalIds.STATE_MACHINE,
            "RETRY_TOPIC_ARN", LogicalIds.TOPIC);

    private static final String BUILD =
            "build target/function.zip for its Runtime and Architecture again, then 'sam deploy'";

    private FunctionCheck() {}

    static List<CheckResult> findings(Deployment deployment) {
        return CheckResult.of(
                PART,
                deployment.function(),
                CheckResult.broken(
                        PART,
                        "there is none: nothing handles events",
                        Repair.absent(deployment.stack(), LogicalIds.FUNCTION)),
                function -> findings(function, deployment));
    }

    private static List<CheckResult> findings(RetryFunction function, Deployment deployment) {
        List<CheckResult> findings = new ArrayList<>(state(function));
        findings.addAll(CheckResult.of(
                PART,
                function.stopped(),
                CheckResult.unknown(PART, "whether it has a concurrency is not known"),
                stopped -> stopped ? List.of(stopped(function)) : List.of()));
        findings.addAll(CheckResult.of(
                PART,
                function.variables(),
                CheckResult.unknown(PART, "its variables are not known"),
                variables -> others(variables, deployment.stack())));
        findings.addAll(CheckResult.of(
                PART,
                deployment.invocation(),
                CheckResult.unknown(PART, "who may call it is not known"),
                invocation -> kept(invocation, deployment)));
        if (deployment.calls() instanceof Reading.Found<InvocationCounts>(InvocationCounts calls)) {
            findings.addAll(failures(calls, function, deployment.stack()));
        }
        return findings.isEmpty() ? List.of(CheckResult.ok(PART, function.name() + " is ready")) : findings;
    }

    private static List<CheckResult> others(Map<String, String> variables, Stack stack) {
        List<CheckResult> findings = new ArrayList<>();
        new TreeMap<>(NAMES)
                .forEach((variable, part) -> stack.resource(part)
                        .filter(name -> !name.equals(variables.get(variable)))
                        .ifPresent(name -> findings.add(CheckResult.broken(
                                PART,
                                variable + " is " + variables.getOrDefault(variable, "not set") + "; the stack's is "
                                        + name,
                                Repair.CHANGED))));
        return findings;
    }

    private static CheckResult stopped(RetryFunction function) {
        return CheckResult.broken(
                PART,
                function.name() + " has a reserved concurrency of 0 and is never called",
                "aws lambda delete-function-concurrency --function-name " + function.name());
    }

    /** AWS Lambda developer guide, "Lambda function states": an update that fails leaves the function as it was. */
    private static List<CheckResult> state(RetryFunction function) {
        String why = function.trouble() == null ? "" : ": " + function.trouble();
        if (function.state().equals("Failed")) {
            return List.of(CheckResult.broken(PART, function.name() + " cannot run" + why, BUILD));
        }
        if (!function.state().equals("Active")) {
            return List.of(CheckResult.warning(
                    PART, function.name() + " is " + function.state() + why, "wait until it is Active and look again"));
        }
        return function.lastUpdate().equals("Failed")
                ? List.of(CheckResult.warning(
                        PART, function.name() + " runs as before its last update, which failed" + why, BUILD))
                : List.of();
    }

    private static List<CheckResult> failures(InvocationCounts calls, RetryFunction function, Stack stack) {
        if (calls.failed() == 0) {
            return List.of();
        }
        String window = "in the last " + Deployment.RECENT.toMinutes() + " minutes";
        String why = stack.resource(LogicalIds.FUNCTION_LOGS)
                .map(log -> "aws logs tail " + log + " --since " + Deployment.RECENT.toMinutes() + "m tells why")
                .orElse("its log tells why");
        return List.of(
                calls.failed() < calls.invoked()
                        ? CheckResult.warning(
                                PART,
                                calls.failed() + " of the " + calls.invoked() + " calls of " + function.name() + " "
                                        + window + " failed",
                                why)
                        : CheckResult.broken(
                                PART,
                                "every call of " + function.name() + " " + window + " failed: nothing is handled",
                                why));
    }

    private static List<CheckResult> kept(InvokePermissions invocation, Deployment deployment) {
        return EventQueue.keeps(invocation.failureDestination(), deployment.deadLetters())
                ? List.of()
                : List.of(CheckResult.warning(
                        PART,
                        "events that it fails on three times are lost: their destination is not the dead-letter queue",
                        Repair.CHANGED));
    }
}
