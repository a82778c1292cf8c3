package io.github.ecstaskretry.cli.doctor;

import static io.github.ecstaskretry.cli.doctor.CheckResults.counted;

import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.Plan;
import java.util.List;

/** Checks whether a retry of the tasks that run now would know how they were launched. */
record LaunchChecks(Deployment deployment) {

    List<CheckResult> launches() {
        CheckResults results = new CheckResults("launches", deployment.stack());
        results.dependent(
                deployment.launches(),
                "not known without the function and its policy",
                tasks -> tasks.forEach(reading -> results.read("", reading, () -> {}, task -> check(task, results))));
        return results.orOk(deployment.launches(), LaunchChecks::known);
    }

    private static void check(RunningTask task, CheckResults results) {
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
