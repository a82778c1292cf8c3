package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.function.operate.Answered;
import io.github.ecstaskretry.function.retry.Handled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All parts of a run, made from its seed. */
final class World {

    static final List<String> CLUSTERS = List.of(Job.clusterArn("prod"), Job.clusterArn("ci"));

    /** The first reconciling comes before the first job. */
    private static final Duration UNTIL_THE_FIRST_JOB = Duration.ofMinutes(2);

    private final Timeline timeline = new Timeline();
    private final Trace trace;
    private final Faults faults;
    private final Chance calls;
    private final Variant variant;
    private final Outages outages;
    private final Table table;
    private final Topic topic;
    private final Letters letters;
    private final Lambda lambda;
    private final Callers callers;
    private final EventHistory history;
    private final Ecs ecs;
    private final StepFunctions stepFunctions;
    private final RunJobs runJobs;
    private final OpenWork openWork;
    private final Operators operators;
    private final List<String> watched;
    private final boolean watchesLaunches;
    private final List<SimulatedTask> jobs = new ArrayList<>();
    private final List<Invocation> invocations = new ArrayList<>();
    private final Set<String> lost = new HashSet<>();
    private Deployment deployment;
    private int planned;

    World(long seed, Set<Integer> leftOut, Variant variant, boolean traced) {
        Chance chance = new Chance(seed);
        this.trace = new Trace(timeline, traced);
        this.faults = new Faults(chance.fork(), leftOut, trace);
        this.calls = chance.fork();
        this.variant = variant;
        this.outages = new Outages(timeline);
        this.table = new Table(timeline::now, chance.fork(), new Chance(Long.reverse(seed)));
        this.topic = new Topic(table, timeline::now);
        this.letters = new Letters(timeline, letter -> operators().redrive(letter));
        this.lambda = new Lambda(
                timeline, chance.fork(), trace, letters, (document, event) -> handle(document, event) != null);
        Bus bus = new Bus(timeline, chance.fork(), faults, lambda::receive, event -> lost.add(Lambda.what(event)));
        this.callers = new Callers(timeline);
        this.history = new EventHistory(timeline, chance.fork(), faults);
        this.ecs = new Ecs(timeline, chance.fork(), bus, trace, callers, history);
        RunTaskCall runTask = new RunTaskCall(timeline, chance.fork(), faults, outages, ecs);
        this.stepFunctions = new StepFunctions(timeline, chance.fork(), faults, bus, trace, runTask);
        this.runJobs =
                new RunJobs(timeline, chance.fork(), faults, outages, bus, trace, ecs, stepFunctions, table, variant);
        this.openWork = new OpenWork(timeline, ecs, stepFunctions, table, runJobs);
        this.deployment = chance.oneOf(Deployment.ALL);
        this.watched = chance.in(0.5) ? CLUSTERS : List.of();
        this.watchesLaunches = chance.in(0.4);
        plan(chance.fork());
        this.operators =
                new Operators(timeline, new Chance(~seed), table, this::jobIds, letters, event -> handle(event, event));
        operators.plan();
        if (variant.reconciles()) {
            new Schedule(timeline, lambda, this::isAtWork, this::changes).begin();
        }
    }

    /** One job or a few at about the same time, and the faults meanwhile. */
    private void plan(Chance chance) {
        planned = chance.oneOf(List.of(1, 1, 1, 1, 1, 1, 2, 3));
        for (int job = 0; job < planned; job++) {
            Duration begin = UNTIL_THE_FIRST_JOB.plus(chance.seconds(0, 60));
            Job next = Job.any(chance);
            if (chance.in(0.3)) {
                timeline.after(begin, () -> runJobs.start(next));
                continue;
            }
            Job inVain = watchesLaunches && chance.in(0.5) ? next.launchedInVain() : null;
            timeline.after(begin, () -> jobs.add(inVain == null ? ecs.start(next) : ecs.miss(inVain)));
        }
        if (faults.strikesRun(Fault.OLD_FAILURES, 0.1, "the deployment")) {
            jobs.add(ecs.past(Job.any(chance), timeline.now().minus(chance.seconds(9_000, 12_000))));
            jobs.add(ecs.past(Job.any(chance), timeline.now().minus(chance.seconds(1_500, 3_000))));
        }
        if (faults.strikesRun(Fault.REPLAYED, 0.1, "an archive")) {
            SimulatedTask replayed = ecs.past(Job.any(chance), timeline.now().minus(Duration.ofDays(365)));
            jobs.add(replayed);
            timeline.after(chance.seconds(120, 7_200), () -> lambda.receive(replayed.event("replayed", 5)));
        }
        planned += jobs.size();
        new Calamities(timeline, chance, faults, outages, lambda, ecs, callers, history, later -> deployment = later)
                .plan();
    }

    /** Whether a job has, or may still get, open work. */
    private boolean isAtWork() {
        return jobs.size() + runJobs.all().size() < planned || openWork.isThere(jobs);
    }

    /** The jobs that have begun, with their reruns. */
    private List<String> jobIds() {
        return Stream.concat(jobs().stream().map(SimulatedTask::jobId), table.reruns().stream())
                .toList();
    }

    private int changes() {
        return table.writes() + stepFunctions.changes() + ecs.changes() + runJobs.changes();
    }

    /** What the function answers; null if it fails. */
    private @Nullable Object handle(ObjectNode document, ObjectNode event) {
        Invocation invocation = new Invocation(
                "invocation " + (invocations.size() + 1), Invocation.path(document, event), timeline.now(), deployment);
        invocations.add(invocation);
        if (outages.cover(Service.FUNCTION)) {
            invocation.strike();
            invocation.end(timeline.now(), "out");
            return null;
        }
        try {
            Object answer = function(invocation).handle(document);
            if (answer instanceof Handled.Aborted aborted) {
                runJobs.abortIsHeard(aborted.jobId());
            }
            trace.say(() -> answer instanceof Answered ? invocation + " answers " + answer : invocation + " is done");
            invocation.end(timeline.now(), null);
            return answer;
        } catch (Died | RuntimeException failed) {
            trace.say(() -> invocation + " fails: " + failed);
            invocation.end(timeline.now(), failed.toString());
            return null;
        }
    }

    private Function function(Invocation invocation) {
        Calls ofInvocation = new Calls(timeline, calls, faults, outages, trace, invocation);
        Clients clients = variant.clients(
                new Clients(
                        new TableClient(ofInvocation, table),
                        new StepFunctionsClient(ofInvocation, stepFunctions, runJobs),
                        topic.client(ofInvocation),
                        new EcsAccess(ofInvocation, ecs, timeline, faults, stepFunctions),
                        new SourceClients(ofInvocation, callers, history),
                        letters.client(ofInvocation),
                        letters::handled),
                invocation);
        PolicySet policies = invocation.deployment().policies();
        return new Function(policies, watched, watchesLaunches, table.retention(), clients, timeline::now, variant);
    }

    Letters letters() {
        return letters;
    }

    void run() {
        timeline.run();
    }

    Instant now() {
        return timeline.now();
    }

    Trace trace() {
        return trace;
    }

    Faults faults() {
        return faults;
    }

    Outages outages() {
        return outages;
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

    boolean watchesLaunches() {
        return watchesLaunches;
    }

    Callers callers() {
        return callers;
    }

    EventHistory history() {
        return history;
    }

    Operators operators() {
        return operators;
    }

    StepFunctions stepFunctions() {
        return stepFunctions;
    }

    /** The first tasks of the jobs. */
    List<SimulatedTask> jobs() {
        return Stream.concat(jobs.stream(), runJobs.firsts()).toList();
    }

    RunJobs runJobs() {
        return runJobs;
    }

    List<Invocation> invocations() {
        return invocations;
    }

    /** The rounds of reconciling in which nothing went wrong. */
    List<Invocation> cleanRounds() {
        return invocations.stream()
                .filter(round -> round.reconciles() && round.isClean())
                .toList();
    }

    /** Whether an event of the task's stop got lost. */
    boolean hasLostStop(SimulatedTask task) {
        return lost.stream().anyMatch(what -> what.contains(task.arn()));
    }
}
