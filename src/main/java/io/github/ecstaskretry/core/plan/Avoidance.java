package io.github.ecstaskretry.core.plan;

import io.github.ecstaskretry.core.history.ChangedParameter;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.policy.LaunchChange.Avoid;
import io.github.ecstaskretry.core.policy.Network;
import io.github.ecstaskretry.core.task.StoppedTask.Placement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the next attempt away from the place where the last one ran. It lasts for one attempt only, because a job that avoided all its
 * earlier places could soon run nowhere.
 *
 * @param notes sentences that say why a place could not be avoided
 */
record Avoidance(RunTaskRequest request, List<ChangedParameter> changes, List<String> notes) {

    /** Amazon ECS API reference, {@code RunTask}, {@code placementConstraints}. */
    private static final int MOST_CONSTRAINTS = 10;

    private static final String SUBNETS = "subnets";
    private static final String AVOIDED_ZONE = "avoided zone";
    private static final String AVOIDED_HOST = "avoided host";

    /** The request that avoids these places. A failed launch ran nowhere. */
    static Avoidance of(RunTaskRequest request, Placement ended, Set<Avoid> avoid) {
        Avoidance avoidance = new Avoidance(request, List.of(), List.of());
        if (avoid.contains(Avoid.ZONE)) {
            avoidance = avoidance.zone(ended);
        }
        return avoid.contains(Avoid.HOST) ? avoidance.host(ended) : avoidance;
    }

    private Avoidance zone(Placement ended) {
        Network network = request.network();
        String zone = ended.detail().zone();
        if (network == null) {
            return zone == null || ended.awsvpc() ? this : constrained(AVOIDED_ZONE, zone);
        }
        List<String> others = network.subnets().stream()
                .filter(subnet -> !ended.subnets().contains(subnet))
                .toList();
        if (others.size() == network.subnets().size()) {
            return this;
        }
        return others.isEmpty()
                ? noting("There is no other subnet, so the zone is not avoided.")
                : changed(
                        request.with(new Network(others, network.securityGroups(), network.assignPublicIp())),
                        new ChangedParameter(SUBNETS, joined(network.subnets()), joined(others)));
    }

    private Avoidance host(Placement ended) {
        String instance = ended.detail().instanceId();
        return instance != null
                ? constrained(AVOIDED_HOST, instance)
                : ended.detail().containerInstance() == null
                        ? this
                        : noting("ECS did not name the task's EC2 instance, so it is not avoided.");
    }

    private Avoidance constrained(String parameter, String value) {
        List<Map<String, Object>> constraints = new ArrayList<>(request.placementConstraints());
        if (constraints.size() >= MOST_CONSTRAINTS) {
            return noting("There are " + MOST_CONSTRAINTS + " placement constraints already, so there is no "
                    + parameter + ".");
        }
        constraints.add(constraint(parameter, value));
        return changed(request.with(constraints), new ChangedParameter(parameter, null, value));
    }

    /** In the cluster query language (Amazon ECS developer guide, "Create expressions to define container instances"). */
    private static Map<String, Object> constraint(String parameter, String value) {
        Map<String, Object> constraint = new LinkedHashMap<>();
        constraint.put("type", "memberOf");
        constraint.put(
                "expression",
                parameter.equals(AVOIDED_ZONE)
                        ? "attribute:ecs.availability-zone != " + value
                        : "not(ec2InstanceId in ['" + value + "'])");
        return constraint;
    }

    /** The previous attempt's launch without what only that attempt avoided. */
    static @Nullable RunTaskRequest undone(@Nullable RunTaskRequest known, List<ChangedParameter> changes) {
        RunTaskRequest undone = known;
        for (ChangedParameter change : changes) {
            undone = undone == null ? null : undone(undone, change);
        }
        return undone;
    }

    private static RunTaskRequest undone(RunTaskRequest known, ChangedParameter change) {
        Network network = known.network();
        String before = change.before();
        return switch (change.parameter()) {
            case AVOIDED_ZONE, AVOIDED_HOST ->
                known.with(known.placementConstraints().stream()
                        .filter(constraint -> !constraint.equals(constraint(change.parameter(), change.after())))
                        .toList());
            case SUBNETS ->
                network == null || before == null || !joined(network.subnets()).equals(change.after())
                        ? known
                        : known.with(new Network(
                                List.of(before.split(", ")), network.securityGroups(), network.assignPublicIp()));
            default -> known;
        };
    }

    private static String joined(List<String> subnets) {
        return String.join(", ", subnets);
    }

    private Avoidance changed(RunTaskRequest other, ChangedParameter change) {
        List<ChangedParameter> all = new ArrayList<>(changes);
        all.add(change);
        return new Avoidance(other, all, notes);
    }

    private Avoidance noting(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Avoidance(request, changes, all);
    }
}
