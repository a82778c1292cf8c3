package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.history.Orders;
import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.RecordedDecision.Retry;
import io.github.ecstaskretry.core.history.Reruns;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.LaunchName;
import io.github.ecstaskretry.format.event.Command;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.Execution;
import io.github.ecstaskretry.function.retry.FailedLaunches;
import io.github.ecstaskretry.function.retry.MemoryCluster;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.OpenReruns.OrderedRerun;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An operator whose orders change the records of {@link MemoryPorts}. */
public final class MemoryOperator implements RetryOrders {

    static final String ADA = "arn:aws:iam::111122223333:user/ada";

    private final MemoryPorts ports;
    private final MemoryCluster cluster;
    private final String policy;
    private final EndedAttempts endedAttempts;
    final MemoryLetters letters = new MemoryLetters();
    Consumer<EventDocument> handler = event -> {};

    public MemoryOperator(MemoryPorts ports, MemoryCluster cluster, String policy) {
        this.ports = ports;
        this.cluster = cluster;
        this.policy = policy;
        this.endedAttempts = ports.endedAttempts(policy);
    }

    public Commands commands(Instant now) {
        return new Commands(operatorPorts(now), () -> now);
    }

    /** Cancels the jobs of run-job executions that somebody aborted. */
    public AbortedRunJobs abortedRunJobs(Instant now) {
        return new AbortedRunJobs(operatorPorts(now), ports.runJobs(), () -> now);
    }

    /** A task with a secret in its environment has failed, and the execution of its retry waits. */
    void taskFails() {
        ports.useCase(policy)
                .handle(TaskEvent.exited(1)
                        .environment("app", "TOKEN", "s3cret")
                        .task());
        String retry = TaskEvent.TASK_ID + "-2";
        ports.execution(retry, new Execution.Running(ports.requestOf(retry)));
    }

    private OperatorPorts operatorPorts(Instant now) {
        return new OperatorPorts(
                ports,
                cluster,
                this,
                ports,
                ports,
                cluster,
                endedAttempts,
                new FailedLaunches(endedAttempts, ports, cluster, () -> now),
                letters,
                new StateMachineArn(LaunchEvent.STATE_MACHINE_ARN));
    }

    Answered gives(String time, Command.Instruction instruction) {
        ports.at(time);
        return commands(Instant.parse(time))
                .carryOut(new Command("command", ADA, "wrong input", instruction), Instant.MAX, handler);
    }

    @Override
    public boolean cancel(AttemptId retry, Order order) {
        return ports.order(
                retry,
                "cancel",
                there -> with(there, new Orders(order, null, there.orders().launch())));
    }

    @Override
    public boolean hurry(AttemptId retry, Order order) {
        return ports.order(
                retry,
                "hurry",
                there -> new Retry(
                        there.delaySeconds(),
                        order.at(),
                        there.notAfter(),
                        there.request(),
                        there.launchSource(),
                        there.pending(),
                        null,
                        there.changes(),
                        new Orders(null, order, LaunchName.NOW)));
    }

    @Override
    public boolean rerun(AttemptId end, Reruns before, OrderedRerun rerun, Order order) {
        List<String> after = new ArrayList<>(before.jobIds());
        after.add(rerun.request().attempt().jobId());
        ports.reruns().open(new OrderedRerun(rerun.request().redacted(), rerun.valuesGiven()), order.at());
        return ports.rerun(end, new Reruns(after, order));
    }

    private static Retry with(Retry retry, Orders orders) {
        return new Retry(
                retry.delaySeconds(),
                retry.notBefore(),
                retry.notAfter(),
                retry.request(),
                retry.launchSource(),
                retry.pending(),
                retry.held(),
                retry.changes(),
                orders);
    }
}
