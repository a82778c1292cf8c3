package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.CheckResults.REVERT_DRIFT;
import static io.github.ecstaskretry.cli.doctor.CheckResults.counted;

import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryStateMachine;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.Plan;
import java.util.List;

/** Checks the parts that act on decisions: the state machines, the notices, and overdue attempts. */
record RetryChecks(Deployment deployment) {

    /** The state machine that waits and launches. */
    List<CheckResult> stateMachine() {
        String absence = "the state machine does not exist: no task is run again";
        return machine("state machine", Stack.STATE_MACHINE, deployment.stateMachine(), absence);
    }

    /** The state machine of {@code ecs-retry run} and of callers that wait for a job's end. */
    List<CheckResult> runJob() {
        String absence = "run-job does not exist: 'ecs-retry run' and other callers of it fail";
        return machine("run-job", Stack.RUN_JOB, deployment.runJob(), absence);
    }

    /** A state machine is active, starts each execution once, and keeps overrides out of its log. */
    private List<CheckResult> machine(
            String part, String logicalId, Lookup<RetryStateMachine> reading, String absence) {
        CheckResults results = new CheckResults(part, deployment.stack());
        results.required(reading, logicalId, absence, machine -> {
            results.brokenIf(!machine.status().equals("ACTIVE"), "it is " + machine.status(), REVERT_DRIFT);
            results.brokenIf(
                    !machine.type().equals("STANDARD"),
                    "it is " + machine.type() + ", which can start one execution twice",
                    "'sam deploy' of a template with StateMachineType STANDARD creates another");
            results.warnIf(
                    machine.logsData(),
                    "its log holds the executions' data, including values of environment overrides",
                    "turn includeExecutionData off: " + REVERT_DRIFT);
        });
        return results.orOk("active");
    }

    /** Somebody receives the notices. */
    List<CheckResult> notices() {
        CheckResults results = new CheckResults("notices", deployment.stack());
        String absence = "the topic does not exist: no outcome is announced";
        results.required(deployment.topic(), Stack.TOPIC, absence, topic -> {
            boolean waits = topic.pending() > 0;
            String unconfirmed = counted(topic.pending(), "subscription is", "subscriptions are") + " not confirmed";
            results.warnIf(
                    topic.confirmed() == 0,
                    "nobody receives the notices" + (waits ? ": " + unconfirmed : ""),
                    waits
                            ? "aws sns list-subscriptions-by-topic --topic-arn " + topic.arn()
                                    + " names them; follow the link that SNS has sent"
                            : "aws sns subscribe --topic-arn " + topic.arn()
                                    + " --protocol email --notification-endpoint ADDRESS");
        });
        return results.orOk(deployment.topic(), topic -> counted(topic.confirmed(), "subscription", "subscriptions"));
    }

    /** No re-run and no notice is overdue. */
    List<CheckResult> attempts() {
        CheckResults results = new CheckResults("attempts", deployment.stack());
        results.dependent(deployment.backlog(), "not known without the table", backlog -> {
            results.warnIf(
                    backlog.retries() > 0,
                    counted(backlog.retries(), "re-run has", "re-runs have") + " not ended "
                            + Backlog.RETRY_PATIENCE.toHours() + " hours after being due",
                    "'ecs-retry pending' names them, 'ecs-retry show' has links to their tasks");
            results.brokenIf(
                    backlog.notices() > 0,
                    counted(backlog.notices(), "outcome is", "outcomes are") + " not announced after "
                            + Backlog.NOTICE_PATIENCE.toMinutes() + " minutes",
                    "see the function's log for why SNS refuses them");
        });
        return results.orOk("no re-run and no notice is overdue");
    }

    /** Nobody has paused retries, and no pace is far behind. */
    List<CheckResult> pauses() {
        CheckResults results = new CheckResults("pauses", deployment.stack());
        results.dependent(deployment.slowdowns(), "not known without the table", slowdowns -> {
            for (Pause pause : slowdowns.pauses()) {
                String option =
                        pause.scope().equals("all") ? "" : " --" + pause.scope().replace('/', ' ');
                results.warning(
                        "retries of " + pause.scope() + " are paused since " + pause.at()
                                + (pause.until() == null ? "" : " until " + pause.until()) + " by " + pause.by() + ": "
                                + pause.reason(),
                        "'ecs-retry resume" + option + "' when the reason is gone");
            }
            slowdowns
                    .paces()
                    .forEach(pace -> results.warning(
                            pace.name() + " is behind: its slots are taken until " + pace.takenUntil(),
                            "nothing, if many tasks failed at once; otherwise raise 'pace' in the policy"));
        });
        return results.orOk("nothing is paused, and no pace is behind");
    }

    /** A retry of the tasks that run now would know how they were launched. */
    List<CheckResult> launches() {
        CheckResults results = new CheckResults("launches", deployment.stack());
        results.dependent(
                deployment.launches(),
                "not known without the function and its policy",
                tasks -> tasks.forEach(
                        reading -> results.read("", reading, () -> {}, task -> checkLaunch(task, results))));
        return results.orOk(deployment.launches(), RetryChecks::known);
    }

    private static void checkLaunch(RunningTask task, CheckResults results) {
        if (task.plan() instanceof Plan.NoLaunch impossible) {
            results.warning(
                    "a retry could not launch " + task.task().family() + ": " + why(impossible.verdict()),
                    "declare the missing parameter in policy '" + task.policy().orElse("")
                            + "': docs/policy.md#network; or let the function learn it: docs/policy.md#learn");
        }
    }

    /** Without the cause, because the task has not stopped. */
    private static String why(Verdict verdict) {
        String why = verdict.ruling().why();
        String cause = verdict.cause().summary() + " ";
        return why.startsWith(cause) ? why.substring(cause.length()) : why;
    }

    private static String known(List<Lookup<RunningTask>> readings) {
        List<String> tasks = readings.stream()
                .flatMap(reading -> reading.found().stream())
                .map(task -> task.task().family() + " (" + source(task) + ")")
                .toList();
        return tasks.isEmpty()
                ? "no standalone task runs now; 'ecs-retry explain TASK-ARN' shows the source for one"
                : "a retry knows how to launch " + counted(tasks.size(), "family", "families") + " that "
                        + (tasks.size() == 1 ? "runs" : "run") + " now: " + String.join(", ", tasks);
    }

    /** The source that answers, such as {@code rule:nightly}. */
    private static String source(RunningTask task) {
        return switch (task.learned()) {
            case Learned.Launch launch -> launch.source();
            case Learned.NotYet notYet -> notYet.who();
            case Learned.Later _ -> "CloudTrail's event history, asked after a failure";
            case Learned.Nothing _, Learned.Unrepeatable _ ->
                task.plan() instanceof Plan.Relaunch launch && launch.launchSource() != null
                        ? "its policy"
                        : "its event has everything";
        };
    }
}
