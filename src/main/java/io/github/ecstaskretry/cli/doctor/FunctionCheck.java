package io.github.ecstaskretry.cli.doctor;

import io.github.ecstaskretry.cli.doctor.deployed.Calls;
import io.github.ecstaskretry.cli.doctor.deployed.Deployment;
import io.github.ecstaskretry.cli.doctor.deployed.EventQueue;
import io.github.ecstaskretry.cli.doctor.deployed.Invocation;
import io.github.ecstaskretry.cli.doctor.deployed.Reading;
import io.github.ecstaskretry.cli.doctor.deployed.RetryFunction;
import io.github.ecstaskretry.cli.doctor.deployed.Stack;
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

    static List<Finding> findings(Deployment deployment) {
        return Finding.of(
                PART,
                deployment.function(),
                Finding.broken(
                        PART,
                        "there is none: nothing handles events",
                        Repair.absent(deployment.stack(), LogicalIds.FUNCTION)),
                function -> findings(function, deployment));
    }

    private static List<Finding> findings(RetryFunction function, Deployment deployment) {
        List<Finding> findings = new ArrayList<>(state(function));
        findings.addAll(Finding.of(
                PART,
                function.stopped(),
                Finding.unknown(PART, "whether it has a concurrency is not known"),
                stopped -> stopped ? List.of(stopped(function)) : List.of()));
        findings.addAll(Finding.of(
                PART,
                function.variables(),
                Finding.unknown(PART, "its variables are not known"),
                variables -> others(variables, deployment.stack())));
        findings.addAll(Finding.of(
                PART,
                deployment.invocation(),
                Finding.unknown(PART, "who may call it is not known"),
                invocation -> kept(invocation, deployment)));
        if (deployment.calls() instanceof Reading.Found<Calls>(Calls calls)) {
            findings.addAll(failures(calls, function, deployment.stack()));
        }
        return findings.isEmpty() ? List.of(Finding.ok(PART, function.name() + " is ready")) : findings;
    }

    private static List<Finding> others(Map<String, String> variables, Stack stack) {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(NAMES)
                .forEach((variable, part) -> stack.resource(part)
                        .filter(name -> !name.equals(variables.get(variable)))
                        .ifPresent(name -> findings.add(Finding.broken(
                                PART,
                                variable + " is " + variables.getOrDefault(variable, "not set") + "; the stack's is "
                                        + name,
                                Repair.CHANGED))));
        return findings;
    }

    private static Finding stopped(RetryFunction function) {
        return Finding.broken(
                PART,
                function.name() + " has a reserved concurrency of 0 and is never called",
                "aws lambda delete-function-concurrency --function-name " + function.name());
    }

    /** AWS Lambda developer guide, "Lambda function states": an update that fails leaves the function as it was. */
    private static List<Finding> state(RetryFunction function) {
        String why = function.trouble() == null ? "" : ": " + function.trouble();
        if (function.state().equals("Failed")) {
            return List.of(Finding.broken(PART, function.name() + " cannot run" + why, BUILD));
        }
        if (!function.state().equals("Active")) {
            return List.of(Finding.warning(
                    PART, function.name() + " is " + function.state() + why, "wait until it is Active and look again"));
        }
        return function.lastUpdate().equals("Failed")
                ? List.of(Finding.warning(
                        PART, function.name() + " runs as before its last update, which failed" + why, BUILD))
                : List.of();
    }

    private static List<Finding> failures(Calls calls, RetryFunction function, Stack stack) {
        if (calls.failed() == 0) {
            return List.of();
        }
        String window = "in the last " + Deployment.RECENT.toMinutes() + " minutes";
        String why = stack.resource(LogicalIds.FUNCTION_LOGS)
                .map(log -> "aws logs tail " + log + " --since " + Deployment.RECENT.toMinutes() + "m tells why")
                .orElse("its log tells why");
        return List.of(
                calls.failed() < calls.invoked()
                        ? Finding.warning(
                                PART,
                                calls.failed() + " of the " + calls.invoked() + " calls of " + function.name() + " "
                                        + window + " failed",
                                why)
                        : Finding.broken(
                                PART,
                                "every call of " + function.name() + " " + window + " failed: nothing is handled",
                                why));
    }

    private static List<Finding> kept(Invocation invocation, Deployment deployment) {
        return EventQueue.keeps(invocation.failureDestination(), deployment.deadLetters())
                ? List.of()
                : List.of(Finding.warning(
                        PART,
                        "events that it fails on three times are lost: their destination is not the dead-letter queue",
                        Repair.CHANGED));
    }
}
