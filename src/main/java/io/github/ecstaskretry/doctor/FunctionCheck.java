package io.github.ecstaskretry.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The function can run, and knows where its records, re-runs and notices go. */
final class FunctionCheck {

    private static final String PART = "function";

    /** The variables that name parts of the stack, by those parts (design, section 6). */
    private static final Map<String, String> NAMES = Map.of(
            "RETRY_TABLE", LogicalIds.TABLE,
            "RETRY_STATE_MACHINE_ARN", LogicalIds.STATE_MACHINE,
            "RETRY_TOPIC_ARN", LogicalIds.TOPIC);

    private FunctionCheck() {}

    static List<Finding> findings(Deployment deployment) {
        List<Finding> findings = new ArrayList<>(Finding.of(
                PART,
                deployment.function(),
                Finding.broken(PART, "there is none: nothing handles events", "'sam deploy' makes it"),
                function -> findings(function, deployment.stack())));
        if (deployment.invocation() instanceof Reading.Found<Invocation>(Invocation invocation)
                && !keepsFailures(invocation, deployment)) {
            findings.add(Finding.warning(
                    PART,
                    "events that it fails on three times are lost: their destination is not the dead-letter queue",
                    "'sam deploy' puts it back"));
        }
        if (deployment.invocation() instanceof Reading.Untold<Invocation>(String why, String fix)) {
            findings.add(new Finding(PART, Verdict.UNKNOWN, why, fix));
        }
        return findings;
    }

    private static boolean keepsFailures(Invocation invocation, Deployment deployment) {
        return !(deployment.deadLetters() instanceof Reading.Found<EventQueue>(EventQueue queue))
                || queue.arn().equals(invocation.failureDestination());
    }

    private static List<Finding> findings(RetryFunction function, Stack stack) {
        List<Finding> findings = new ArrayList<>();
        if (function.state().equals("Failed") || function.lastUpdate().equals("Failed")) {
            findings.add(Finding.broken(
                    PART,
                    function.name() + " cannot run" + (function.trouble() == null ? "" : ": " + function.trouble()),
                    "build target/function.zip for its Runtime and Architecture again, then 'sam deploy'"));
        }
        if (function.stopped()) {
            findings.add(Finding.broken(
                    PART,
                    function.name() + " has a reserved concurrency of 0 and is never called",
                    "aws lambda delete-function-concurrency --function-name " + function.name()));
        }
        NAMES.forEach((variable, part) -> stack.resource(part)
                .filter(name -> !name.equals(function.variables().get(variable)))
                .ifPresent(name -> findings.add(Finding.broken(
                        PART,
                        variable + " is " + function.variables().getOrDefault(variable, "not set")
                                + ", not the stack's " + name,
                        "'sam deploy' puts it back"))));
        return findings.isEmpty() ? List.of(Finding.ok(PART, function.name() + " is ready")) : findings;
    }
}
