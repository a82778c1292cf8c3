package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything there is in a run, put together from its seed. */
final class World {

    private final Timeline timeline = new Timeline();
    private final Trace trace;
    private final Faults faults;
    private final Chance calls;
    private final Variant variant;
    private final Table table;
    private final Topic topic;
    private final Lambda lambda;
    private final Ecs ecs;
    private final StepFunctions stepFunctions;
    private final List<SimulatedTask> jobs = new ArrayList<>();
    private PolicySet policies;
    private int planned;

    World(long seed, Set<Integer> leftOut, Variant variant, boolean traced) {
        Chance chance = new Chance(seed);
        this.trace = new Trace(timeline, traced);
        this.faults = new Faults(chance.fork(), leftOut, trace);
        this.calls = chance.fork();
        this.variant = variant;
        this.table = new Table(timeline::now, chance.fork());
        this.topic = new Topic(table);
        this.lambda = new Lambda(timeline, chance.fork(), trace, this::handle);
        Bus bus = new Bus(timeline, chance.fork(), faults, lambda::receive);
        this.ecs = new Ecs(timeline, chance.fork(), bus, trace);
        RunTaskCall runTask = new RunTaskCall(timeline, chance.fork(), faults, ecs);
        this.stepFunctions = new StepFunctions(timeline, chance.fork(), faults, bus, trace, runTask);
        this.policies = chance.oneOf(Policies.ALL);
        plan(chance.fork());
        if (variant.reconciles()) {
            new Schedule(timeline, lambda, this::isAtWork).begin();
        }
    }

    /** One job or a few at about the same time; perhaps another policy while they are under way. */
    private void plan(Chance chance) {
        planned = chance.between(1, 3);
        for (int job = 0; job < planned; job++) {
            timeline.after(chance.seconds(0, 60), () -> jobs.add(ecs.start(null, Overrides.ofFirstTask())));
        }
        if (faults.strikes(Fault.POLICY_CHANGED, 2, "the deployment")) {
            timeline.after(chance.seconds(0, 3_600), () -> policies = chance.oneOf(Policies.ALL));
        }
    }

    /** Whether a job has not come to its end. */
    private boolean isAtWork() {
        return jobs.size() < planned
                || jobs.stream()
                        .anyMatch(job -> !table.items(job.id()).stream()
                                .map(Recorded::new)
                                .anyMatch(attempt -> attempt.isTerminal()
                                        && (!attempt.isToBeAnnounced() || attempt.text("announcedAt") != null)));
    }

    private void handle(ObjectNode event, String invocation) {
        Calls ofInvocation = new Calls(timeline, calls, faults, trace, invocation);
        Clients clients = variant.clients(
                new Clients(
                        new TableClient(ofInvocation, table),
                        new StepFunctionsClient(ofInvocation, stepFunctions),
                        topic.client(ofInvocation),
                        ecs.client(ofInvocation)),
                invocation);
        new Function(policies, clients, timeline::now, variant).handle(event);
    }

    void run() {
        timeline.run();
    }

    Trace trace() {
        return trace;
    }

    Faults faults() {
        return faults;
    }

    Table table() {
        return table;
    }

    Topic topic() {
        return topic;
    }

    Lambda lambda() {
        return lambda;
    }

    Ecs ecs() {
        return ecs;
    }

    StepFunctions stepFunctions() {
        return stepFunctions;
    }

    /** The first tasks of the jobs. */
    List<SimulatedTask> jobs() {
        return jobs;
    }
}
