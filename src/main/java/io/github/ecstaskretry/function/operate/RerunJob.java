package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.core.task.TaskOverrides;
import io.github.ecstaskretry.core.task.TaskOverrides.EnvironmentVariable;
import io.github.ecstaskretry.function.retry.Execution;
import io.github.ecstaskretry.function.retry.OpenReruns.OrderedRerun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs an ended job again, as a job of its own. The record of the old job's end names the new job first; then the new job's first task
 * is launched. A command that is repeated while the latest rerun has not ended completes that rerun.
 */
record RerunJob(OperatorPorts ports) {

    /** Sets the command's variables in every container that has them. */
    private static final String EVERY = "*";

    Answered rerun(String jobId, Map<String, Map<String, String>> environment, Order order) {
        return switch (CommandedJob.find(jobId, ports.attempts())) {
            case CommandedJob.NotRecorded unknown -> unknown.answer();
            case CommandedJob.Unacted observed -> observed.answer();
            case CommandedJob.Unended open ->
                Answered.refused(
                                "Job " + jobId + " has not ended.",
                                "To launch its next attempt at once, use 'ecs-retry retry-now " + jobId + "'.")
                        .about(open.next());
            case CommandedJob.Over over -> rerun(over, environment, order);
        };
    }

    private Answered rerun(CommandedJob.Over over, Map<String, Map<String, String>> environment, Order order) {
        List<String> earlier = over.end().reruns().jobIds();
        Optional<String> unfinished = earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(earlier.getLast())
                        .filter(latest -> ports.attempts().history(latest).end().isEmpty());
        String jobId =
                unfinished.orElseGet(() -> AttemptId.rerun(over.last().id().jobId(), earlier.size() + 1));
        if (unfinished.isPresent() && isLaunched(jobId)) {
            return answer(over, jobId, "runs again already as " + jobId + ".");
        }
        if (jobId.length() > AttemptId.LONGEST_JOB_ID) {
            return refused(over, "The id of the new job would be too long.", "Run the original job again.");
        }
        RunTaskRequest kept = kept(over).orElse(null);
        if (kept == null) {
            return refused(
                    over,
                    "Nothing knows the whole launch request of job "
                            + over.last().id().jobId() + ".",
                    "Run the task yourself. Requests are kept of failed attempts, and only by versions that can rerun.");
        }
        String unknown = unknown(kept, environment);
        if (unknown != null) {
            return refused(
                    over,
                    "No container of the job has " + unknown + " among the overridden variables of its environment.",
                    "A rerun repeats the overrides of the job and adds none.");
        }
        RunTaskRequest request = kept.with(values(kept, environment, over))
                .as(new AttemptId(jobId, 1), over.last().ruling().cause());
        List<Map<String, String>> missing = missing(request);
        if (!missing.isEmpty()) {
            return refused(
                            over,
                            "The values of " + missing.size() + " variables of the environment are lost.",
                            "Give each with --env NAME=VALUE.")
                    .with("missing", missing);
        }
        if (unfinished.isEmpty()
                && !ports.orders()
                        .rerun(
                                over.last().id(),
                                over.end().reruns(),
                                new OrderedRerun(request, !environment.isEmpty()),
                                order)) {
            return refused(
                    over,
                    "Somebody else has just run job " + over.last().id().jobId() + " again.",
                    "Look at it with 'ecs-retry show " + over.last().id().jobId() + "'.");
        }
        ports.executions().start(request, LaunchName.PLANNED, order.at(), null);
        return answer(over, jobId, "runs again as job " + jobId + ".");
    }

    private boolean isLaunched(String jobId) {
        return !ports.attempts().history(jobId).attempts().isEmpty()
                || ports.executions()
                        .find(new AttemptId(jobId, 1), LaunchName.PLANNED)
                        .isPresent();
    }

    /**
     * The request of the last attempt. Its execution has the values; the records have only names. For a task that a rule or a schedule
     * launched, the rule or schedule has the values. CloudTrail hides the environment of a launch that made no task, so there only the
     * rule or schedule knows it.
     */
    private Optional<RunTaskRequest> kept(CommandedJob.Over over) {
        AttemptId last = over.last().id();
        JobHistory before = over.job().before(last.number());
        return ports.executions()
                .find(last, before.launchName(last))
                .map(Execution::request)
                .or(() -> before.attempt(last.number() - 1)
                        .flatMap(previous -> previous.decision() instanceof Retry retry
                                ? Optional.of(retry.launch())
                                : Optional.empty()))
                .or(() -> Optional.ofNullable(over.end().request())
                        .flatMap(own -> ports.endedAttempts()
                                .launched(over.last(), own)
                                .or(() -> over.last().missedLaunch() ? Optional.empty() : Optional.of(own))));
    }

    private TaskOverrides values(
            RunTaskRequest kept, Map<String, Map<String, String>> environment, CommandedJob.Over over) {
        JobHistory before = over.job().before(over.last().id().number());
        TaskOverrides given = kept.overrides().mapEnvironment((container, variable) -> {
            String value = given(environment, container, variable.name());
            return value == null ? variable : new EnvironmentVariable(variable.name(), value);
        });
        if (kept.with(given).missingValues(TaskOverrides.NONE).isEmpty()) {
            return given;
        }
        TaskOverrides known =
                ports.launchValues().of(over.last(), before, denied -> {}).orElse(TaskOverrides.NONE);
        return given.mapEnvironment((container, variable) -> variable.value() != null
                ? variable
                : known.of(container).stream()
                        .flatMap(override -> override.environment().stream())
                        .filter(candidate -> candidate.name().equals(variable.name()))
                        .reduce((earlier, later) -> later)
                        .orElse(variable));
    }

    private static @Nullable String given(
            Map<String, Map<String, String>> environment, String container, String variable) {
        String own = environment.getOrDefault(container, Map.of()).get(variable);
        return own != null ? own : environment.getOrDefault(EVERY, Map.of()).get(variable);
    }

    /** The first variable of the command that no container has; null if each variable has a container. */
    private static @Nullable String unknown(RunTaskRequest kept, Map<String, Map<String, String>> environment) {
        return environment.entrySet().stream()
                .flatMap(container -> container.getValue().keySet().stream()
                        .filter(name -> kept.overrides().containers().stream()
                                .filter(override -> container.getKey().equals(EVERY)
                                        || container.getKey().equals(override.name()))
                                .flatMap(override -> override.environment().stream())
                                .noneMatch(variable -> variable.name().equals(name))))
                .findFirst()
                .orElse(null);
    }

    private static List<Map<String, String>> missing(RunTaskRequest request) {
        List<Map<String, String>> missing = new ArrayList<>();
        request.overrides()
                .containers()
                .forEach(container -> container.environment().stream()
                        .filter(variable -> variable.value() == null)
                        .forEach(variable ->
                                missing.add(Map.of("container", container.name(), "name", variable.name()))));
        return missing;
    }

    private Answered answer(CommandedJob.Over over, String newJobId, String what) {
        AttemptId last = over.last().id();
        return Answered.done("Job " + last.jobId() + " " + what)
                .about(last)
                .with("newJobId", newJobId)
                .with(
                        "executionArn",
                        ports.stateMachine().executionArn(LaunchName.PLANNED.of(new AttemptId(newJobId, 1))));
    }

    private static Answered refused(CommandedJob.Over over, String message, String advice) {
        return Answered.refused(message, advice).about(over.last().id());
    }
}
