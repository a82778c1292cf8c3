package io.github.ecstaskretry.testkit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Faults that last: outages, other policy files, deleted clusters. */
final class Calamities {

    private static final List<Deployment> ANY =
            Stream.concat(Deployment.ALL.stream(), Deployment.LATER.stream()).toList();

    private final Timeline timeline;
    private final Chance chance;
    private final Faults faults;
    private final Outages outages;
    private final Lambda lambda;
    private final Ecs ecs;
    private final Callers callers;
    private final EventHistory history;
    private final Consumer<Deployment> deploy;

    Calamities(
            Timeline timeline,
            Chance chance,
            Faults faults,
            Outages outages,
            Lambda lambda,
            Ecs ecs,
            Callers callers,
            EventHistory history,
            Consumer<Deployment> deploy) {
        this.timeline = timeline;
        this.chance = chance;
        this.faults = faults;
        this.outages = outages;
        this.lambda = lambda;
        this.ecs = ecs;
        this.callers = callers;
        this.history = history;
        this.deploy = deploy;
    }

    void plan() {
        if (faults.strikesRun(Fault.POLICY_CHANGED, 0.15, "the deployment")) {
            Deployment later = chance.oneOf(Deployment.ALL);
            timeline.after(soon(), () -> deploy.accept(later));
        }
        if (faults.strikesRun(Fault.POLICY_REMOVED, 0.1, "the deployment")) {
            Deployment later = chance.oneOf(Deployment.LATER);
            timeline.after(soon(), () -> deploy.accept(later));
            if (chance.in(0.5)) {
                Deployment again = chance.oneOf(ANY);
                timeline.after(soon().plus(soon()), () -> deploy.accept(again));
            }
        }
        if (faults.strikesRun(Fault.OUTAGE, 0.1, "a service")) {
            Service service = chance.oneOf(List.of(Service.values()));
            Duration duration = chance.in(0.5) ? chance.seconds(60, 3_600) : chance.seconds(3_600, 250_000);
            timeline.after(soon(), () -> outages.begin(service, duration));
        }
        if (faults.strikesRun(Fault.LEFT_IN_QUEUE, 0.06, "the function")) {
            Duration duration = chance.seconds(5_400, 14_400);
            lambda.redriveLate();
            timeline.after(chance.seconds(120, 600), () -> outages.begin(Service.FUNCTION, duration));
        }
        String ci = Job.clusterArn("ci");
        if (faults.strikesRun(Fault.CLUSTER_DELETED, 0.1, ci)) {
            timeline.after(soon(), () -> ecs.delete(ci));
        }
        if (faults.strikesRun(Fault.CLUSTER_FORBIDDEN, 0.05, ci)) {
            timeline.after(soon(), () -> ecs.forbid(ci));
        }
        planSources();
    }

    /** At most one of them befalls the rules and schedules of a run. */
    private void planSources() {
        if (faults.strikesRun(Fault.SOURCE_CHANGED, 0.1, "rules and schedules")) {
            String network = chance.id().substring(0, 8);
            timeline.after(soon(), () -> callers.change(network));
        } else if (faults.strikesRun(Fault.SOURCE_DELETED, 0.1, "rules and schedules")) {
            timeline.after(soon(), () -> callers.change(null));
        } else if (faults.strikesRun(Fault.SOURCE_AMBIGUOUS, 0.1, "schedules")) {
            String network = chance.id().substring(0, 8);
            timeline.after(soon(), () -> callers.makeTwins(network));
        } else if (faults.strikesRun(Fault.SOURCES_FORBIDDEN, 0.1, "rules and schedules")) {
            timeline.after(soon(), callers::deny);
        }
        if (faults.strikesRun(Fault.RECORDS_FORBIDDEN, 0.05, "CloudTrail")) {
            timeline.after(soon(), history::deny);
        }
    }

    private Duration soon() {
        return chance.in(0.7) ? chance.seconds(120, 1_500) : chance.seconds(120, 7_200);
    }
}
