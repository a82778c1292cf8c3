package io.github.ecstaskretry.function.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.function.retry.MemoryRunJobs.Mistake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tries every order of a first task's event, its repetition, the token and an abort, with a crash at every call. After two rounds of
 * reconciling the execution is answered and closed. Three mistakes show that the test notices.
 */
class RunJobProtocolTest {

    private static final String JOB = "00000000000000000000000000000abc";
    private static final List<String> DEATHS =
            List.of("nothing", "record", "who waits", "fail", "succeed", "answered", "launch");

    /** The events besides reconciling. */
    private enum Step {
        TOKEN,
        EVENT,
        EVENT_AGAIN,
        ABORT
    }

    /** The violations at the end, a sentence each. */
    private static Stream<String> violations(Mistake mistake) {
        return orders().stream()
                .flatMap(order -> Stream.of(0, 1)
                        .flatMap(exitCode -> DEATHS.stream()
                                .flatMap(death -> violation(order, exitCode, death, mistake).stream()
                                        .map(what ->
                                                order + ", exit " + exitCode + ", dies at " + death + ": " + what))));
    }

    /** The abort comes after the token, because before it nothing waits for the job. */
    private static List<List<Step>> orders() {
        return permutations(List.of(Step.values()))
                .filter(order -> order.indexOf(Step.TOKEN) < order.indexOf(Step.ABORT))
                .flatMap(order -> Stream.of(
                        order, order.stream().filter(step -> step != Step.ABORT).toList()))
                .distinct()
                .toList();
    }

    private static Stream<List<Step>> permutations(List<Step> steps) {
        return steps.isEmpty()
                ? Stream.of(List.of())
                : steps.stream()
                        .flatMap(first -> permutations(steps.stream()
                                        .filter(step -> step != first)
                                        .toList())
                                .map(rest -> Stream.concat(Stream.of(first), rest.stream())
                                        .toList()));
    }

    private static List<String> violation(List<Step> order, int exitCode, String death, Mistake mistake) {
        MemoryPorts ports = new MemoryPorts();
        MemoryCluster cluster = new MemoryCluster(ports);
        ports.runJobs().makes(mistake);
        ports.fail(death);
        String policy = TestPolicies.patientWith("otherwise: retry");
        for (Step step : order) {
            try {
                perform(step, exitCode, ports, policy);
            } catch (RuntimeException dead) {
                // Another delivery, or reconciling, goes on.
            }
        }
        ports.fail("nothing");
        boolean recorded = !ports.records().isEmpty();
        cluster.reconcile(policy, "2026-01-31T14:10:00Z");
        cluster.reconcile(policy, "2026-01-31T14:15:00Z");
        return recorded ? wrong(order, exitCode, ports) : List.of();
    }

    private static void perform(Step step, int exitCode, MemoryPorts ports, String policy) {
        switch (step) {
            case TOKEN -> ports.runJobs().waits(JOB);
            case EVENT, EVENT_AGAIN ->
                ports.useCase(policy)
                        .handle(TaskEvent.exited(exitCode)
                                .with(detail -> detail.put("startedBy", new AttemptId(JOB, 1).startedBy()))
                                .task());
            case ABORT -> ports.runJobs().noteAbort(JOB, Instant.parse("2026-01-31T12:00:00Z"));
        }
    }

    private static List<String> wrong(List<Step> order, int exitCode, MemoryPorts ports) {
        List<String> wrong = new ArrayList<>();
        List<String> done = ports.done();
        boolean ends = Answers.isLast(ports.records().getFirst());
        int closed = done.lastIndexOf("answered " + JOB);
        if (ends && closed < 0) {
            wrong.add("nobody answered");
        }
        if (ends && ports.runJobs().waiting(JOB).isPresent()) {
            wrong.add("it still waits for an answer");
        }
        if (closed >= 0 && done.subList(closed + 1, done.size()).stream().anyMatch(RunJobProtocolTest::isAnswer)) {
            wrong.add("it was answered again");
        }
        if (done.stream().filter(RunJobProtocolTest::isAnswer).distinct().count() > 1) {
            wrong.add("it was answered differently");
        }
        boolean abortedFirst = order.contains(Step.ABORT)
                && order.indexOf(Step.ABORT) < order.indexOf(Step.EVENT)
                && order.indexOf(Step.ABORT) < order.indexOf(Step.EVENT_AGAIN);
        if (exitCode == 1 && abortedFirst && !ends) {
            wrong.add("it was retried after its caller had aborted");
        }
        int noted = done.indexOf("note the abort of " + JOB);
        if (noted >= 0 && done.lastIndexOf("launch " + JOB + "-2") > noted) {
            wrong.add("it was launched after its caller had aborted");
        }
        return wrong;
    }

    private static boolean isAnswer(String step) {
        return step.startsWith("succeed ") || step.startsWith("fail ");
    }

    @Test
    void answersOnceInEveryOrder() {
        assertThat(violations(Mistake.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NOBODY_IS_OPEN, nobody answered",
        "NOTHING_IS_CLOSED, it still waits for an answer",
        "NO_ABORT_IS_NOTED, it was retried after its caller had aborted"
    })
    void noticesAMistake(Mistake mistake, String what) {
        assertThat(violations(mistake)
                        .filter(violation -> violation.endsWith(what))
                        .findFirst())
                .isPresent();
    }
}
