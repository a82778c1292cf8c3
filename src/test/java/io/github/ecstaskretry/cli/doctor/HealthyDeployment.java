package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.cli.audit.Slowdowns;
import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import io.github.ecstaskretry.cli.doctor.Deployment.Alarm;
import io.github.ecstaskretry.cli.doctor.Deployment.Backlog;
import io.github.ecstaskretry.cli.doctor.Deployment.EventQueue;
import io.github.ecstaskretry.cli.doctor.Deployment.EventRule;
import io.github.ecstaskretry.cli.doctor.Deployment.InvocationCounts;
import io.github.ecstaskretry.cli.doctor.Deployment.InvokePermissions;
import io.github.ecstaskretry.cli.doctor.Deployment.NoticeTopic;
import io.github.ecstaskretry.cli.doctor.Deployment.OverlappingRule;
import io.github.ecstaskretry.cli.doctor.Deployment.ReconcileSchedule;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryStateMachine;
import io.github.ecstaskretry.cli.doctor.Deployment.TableState;
import io.github.ecstaskretry.cli.doctor.Deployment.WatchedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A healthy deployment, and changes to it. */
public final class HealthyDeployment extends DeploymentParts {

    private Stack stack = new Stack(
            "arn:aws:cloudformation:eu-west-1:111122223333:stack/ecs-task-retry/5f3e",
            "UPDATE_COMPLETE",
            NOON.minus(Duration.ofDays(30)),
            Map.ofEntries(
                    Map.entry(Stack.TASK_STOPPED_RULE, STOPPED_RULE),
                    Map.entry(Stack.LAUNCH_ENDED_RULE, LAUNCH_RULE),
                    Map.entry(Stack.SCHEDULE, SCHEDULE),
                    Map.entry(Stack.DEAD_LETTER_QUEUE, QUEUE_URL),
                    Map.entry(Stack.FUNCTION, FUNCTION),
                    Map.entry(Stack.FUNCTION_LOGS, LOGS),
                    Map.entry(Stack.FUNCTION_ERRORS_ALARM, ERRORS_ALARM),
                    Map.entry(Stack.TABLE, TABLE),
                    Map.entry(Stack.STATE_MACHINE, MACHINE_ARN),
                    Map.entry(Stack.RUN_JOB, RUN_JOB_ARN),
                    Map.entry(Stack.TOPIC, TOPIC_ARN)),
            List.of(ALARM, ERRORS_ALARM));

    private Duration skew = Duration.ZERO;
    private Lookup<EventRule> taskStopped = found(rule(STOPPED_RULE));
    private Lookup<EventRule> launchEnded = found(rule(LAUNCH_RULE));
    private Lookup<RetryFunction> function = found(function("Active", "Successful", null));
    private Lookup<InvokePermissions> invocation =
            found(new InvokePermissions(List.of(mayInvoke(STOPPED_RULE_ARN), mayInvoke(LAUNCH_RULE_ARN)), QUEUE_ARN));
    private Lookup<PolicyInForce> policy = found(policy(List.of(), List.of(), List.of()));
    private Lookup<List<Lookup<RunningTask>>> launches = found(List.of());
    private Lookup<List<WatchedCluster>> clusters =
            found(List.of(new WatchedCluster(CLUSTER, "ACTIVE", List.of("FARGATE"))));
    private Lookup<List<OverlappingRule>> overlaps = found(List.of());
    private Lookup<EventQueue> deadLetters = found(queue(0));
    private Lookup<TableState> table = found(table("ACTIVE", TableCheck.INDEXES));
    private Lookup<RetryStateMachine> stateMachine =
            found(new RetryStateMachine(MACHINE_ARN, "ACTIVE", "STANDARD", false));
    private Lookup<RetryStateMachine> runJob = found(new RetryStateMachine(RUN_JOB_ARN, "ACTIVE", "STANDARD", false));
    private Lookup<NoticeTopic> topic = found(new NoticeTopic(TOPIC_ARN, 1, 0));
    private Lookup<ReconcileSchedule> schedule = found(schedule("ENABLED", FUNCTION_ARN));
    private Lookup<InvocationCounts> calls = found(new InvocationCounts(3, 0, 0));
    private Lookup<List<Alarm>> alarms = found(List.of(alarm("OK", true)));
    private Lookup<Backlog> backlog = found(new Backlog(0, 0));
    private Lookup<Slowdowns> slowdowns = found(new Slowdowns(List.of(), List.of()));

    // ---------------------------------------------------------------- changes

    HealthyDeployment withStatus(String status) {
        stack = new Stack(stack.arn(), status, stack.deployedAt(), stack.resources(), stack.alarms());
        return this;
    }

    /** Sets how long ago the stack was deployed. */
    HealthyDeployment withAge(Duration age) {
        stack = new Stack(stack.arn(), stack.status(), NOON.minus(age), stack.resources(), stack.alarms());
        return this;
    }

    HealthyDeployment withoutResource(String logicalId) {
        Map<String, String> resources = new TreeMap<>(stack.resources());
        resources.remove(logicalId);
        stack = new Stack(stack.arn(), stack.status(), stack.deployedAt(), resources, stack.alarms());
        return this;
    }

    HealthyDeployment withSkew(Duration ahead) {
        skew = ahead;
        return this;
    }

    HealthyDeployment withTaskStopped(Lookup<EventRule> reading) {
        taskStopped = reading;
        return this;
    }

    HealthyDeployment withLaunchEnded(Lookup<EventRule> reading) {
        launchEnded = reading;
        return this;
    }

    HealthyDeployment withFunction(Lookup<RetryFunction> reading) {
        function = reading;
        return this;
    }

    HealthyDeployment withInvocation(Lookup<InvokePermissions> reading) {
        invocation = reading;
        return this;
    }

    HealthyDeployment withPolicy(Lookup<PolicyInForce> reading) {
        policy = reading;
        return this;
    }

    HealthyDeployment withLaunches(Lookup<List<Lookup<RunningTask>>> reading) {
        launches = reading;
        return this;
    }

    HealthyDeployment withClusters(Lookup<List<WatchedCluster>> reading) {
        clusters = reading;
        return this;
    }

    HealthyDeployment withOverlaps(Lookup<List<OverlappingRule>> reading) {
        overlaps = reading;
        return this;
    }

    HealthyDeployment withDeadLetters(Lookup<EventQueue> reading) {
        deadLetters = reading;
        return this;
    }

    HealthyDeployment withTable(Lookup<TableState> reading) {
        table = reading;
        return this;
    }

    HealthyDeployment withStateMachine(Lookup<RetryStateMachine> reading) {
        stateMachine = reading;
        return this;
    }

    HealthyDeployment withRunJob(Lookup<RetryStateMachine> reading) {
        runJob = reading;
        return this;
    }

    HealthyDeployment withTopic(Lookup<NoticeTopic> reading) {
        topic = reading;
        return this;
    }

    HealthyDeployment withSchedule(Lookup<ReconcileSchedule> reading) {
        schedule = reading;
        return this;
    }

    HealthyDeployment withCalls(Lookup<InvocationCounts> reading) {
        calls = reading;
        return this;
    }

    HealthyDeployment withAlarms(Lookup<List<Alarm>> reading) {
        alarms = reading;
        return this;
    }

    HealthyDeployment withBacklog(Lookup<Backlog> reading) {
        backlog = reading;
        return this;
    }

    HealthyDeployment withSlowdowns(Lookup<Slowdowns> reading) {
        slowdowns = reading;
        return this;
    }

    Checkup diagnosis() {
        Checkup checkup = Checkup.of(new Deployment(
                stack,
                skew,
                NOON,
                taskStopped,
                launchEnded,
                function,
                invocation,
                policy,
                launches,
                clusters,
                overlaps,
                deadLetters,
                table,
                stateMachine,
                runJob,
                topic,
                schedule,
                calls,
                alarms,
                backlog,
                slowdowns));
        Runbooks.explain(checkup.findings());
        return checkup;
    }

    /** What is found of a part. */
    List<CheckResult> findings(String part) {
        return diagnosis().findings().stream()
                .filter(finding -> finding.part().equals(part))
                .toList();
    }

    /** What is found of a part, when there is one thing, and every other part is well. */
    CheckResult onlyFinding(String part) {
        Checkup diagnosis = diagnosis();
        assertThat(diagnosis.findings())
                .filteredOn(finding -> !finding.part().equals(part))
                .extracting(CheckResult::verdict)
                .containsOnly(Health.OK);
        assertThat(findings(part)).hasSize(1);
        return findings(part).getFirst();
    }

    /** The parts that are not well. */
    Set<String> illParts() {
        return diagnosis().findings().stream()
                .filter(finding -> finding.verdict() != Health.OK)
                .map(CheckResult::part)
                .collect(Collectors.toSet());
    }
}
