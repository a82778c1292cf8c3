package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.ask.explain.Explainer;
import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.cli.aws.AwsErrors;
import io.github.ecstaskretry.cli.aws.LaunchSources;
import io.github.ecstaskretry.cli.doctor.Deployment.RetryFunction;
import io.github.ecstaskretry.cli.doctor.Lookup;
import io.github.ecstaskretry.cli.doctor.PolicyInForce;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.event.DescribedTask;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskField;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** Reads one running task of each family that a policy adopts, and asks how a retry would launch it. */
record RunningTaskReader(EcsClient ecs, EventBridgeClient events, SchedulerClient scheduler) {

    /** Enough families to see whether the sources answer, for few calls. */
    private static final int MOST_FAMILIES = 20;

    /** The most clusters that are read if the function watches every cluster. */
    private static final int MOST_CLUSTERS = 10;

    /** DescribeTasks takes 100, and a page of ListTasks has at most as many (Amazon ECS API reference). */
    private static final int MOST_TASKS = 100;

    /** Absent if the function refuses its policy file. A call that failed is unknown, and the others are read. */
    Lookup<List<Lookup<RunningTask>>> read(RetryFunction function, PolicyInForce policy) {
        if (!policy.errors().isEmpty()) {
            return new Lookup.Absent<>();
        }
        return function.variables().then(variables -> {
            boolean learns = !"false".equals(variables.get("RETRY_LEARN_LAUNCHES"));
            LaunchSources sources = new LaunchSources(events, scheduler, learns);
            Explainer explainer = new Explainer(policy.set(), BuiltInCatalogue.CLASSIFIER, sources::ask);
            return function.clusters()
                    .then(named -> named.isEmpty() ? firstClusters() : new Lookup.Found<>(named))
                    .then(clusters -> new Lookup.Found<>(read(clusters, explainer)));
        });
    }

    private Lookup<List<String>> firstClusters() {
        return Lookups.of(
                "ecs:ListClusters",
                () -> ecs.listClusters(request -> request.maxResults(MOST_CLUSTERS))
                        .clusterArns());
    }

    private List<Lookup<RunningTask>> read(List<String> clusters, Explainer explainer) {
        List<Lookup<RunningTask>> readings = new ArrayList<>();
        Set<String> families = new HashSet<>();
        for (String cluster : clusters) {
            Lookup<List<ListedTask>> tasks = tasks(cluster);
            if (tasks instanceof Lookup.Unknown<List<ListedTask>>(String why, String fix)) {
                readings.add(new Lookup.Unknown<>(why, fix));
            }
            for (ListedTask listed : tasks.found().orElse(List.of())) {
                String family = listed.task().family();
                if (families.size() < MOST_FAMILIES && !families.contains(family)) {
                    Lookup<RunningTask> reading = launch(listed, explainer);
                    if (reading.found().map(task -> task.policy().isPresent()).orElse(true)) {
                        families.add(family);
                        readings.add(reading);
                    }
                }
            }
        }
        return readings.stream().distinct().toList();
    }

    private record ListedTask(StoppedTask task, Map<String, String> tags) {

        AttemptId attempt() {
            return AttemptId.of(task.arn(), task.origin().startedBy());
        }
    }

    /** The running tasks on a page. Skips re-runs, because the table has their launches. */
    private Lookup<List<ListedTask>> tasks(String cluster) {
        return Lookups.of(
                        "ecs:ListTasks",
                        () -> ecs.listTasks(request -> request.cluster(cluster)
                                        .desiredStatus(DesiredStatus.RUNNING)
                                        .maxResults(MOST_TASKS))
                                .taskArns())
                .then(arns -> arns.isEmpty()
                        ? new Lookup.Found<>(List.of())
                        : Lookups.of("ecs:DescribeTasks", () -> described(cluster, arns)));
    }

    private List<ListedTask> described(String cluster, List<String> arns) {
        return ecs
                .describeTasks(request -> request.cluster(cluster).tasks(arns).include(TaskField.TAGS))
                .tasks()
                .stream()
                .flatMap(task -> listed(task).stream())
                .filter(listed -> listed.attempt().isFirst())
                .toList();
    }

    /** Empty if the description cannot be read, which the function could not do either. */
    private static Optional<ListedTask> listed(Task task) {
        try {
            return Optional.of(new ListedTask(
                    DescribedTask.readAsStopped(task),
                    task.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value))));
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    private static Lookup<RunningTask> launch(ListedTask listed, Explainer explainer) {
        return Lookups.of(
                        "events:ListRuleNamesByTarget",
                        () -> explainer.running(listed.task(), listed.attempt(), listed.tags()))
                .then(RunningTaskReader::unlessDenied);
    }

    /** The function may be allowed to look for launches that these credentials may not see. */
    private static Lookup<RunningTask> unlessDenied(RunningTask task) {
        String action = switch (task.learned()) {
            case Learned.Nothing nothing -> nothing.denied();
            case Learned.Later later -> later.asked().denied();
            case Learned.Launch _, Learned.NotYet _, Learned.Unrepeatable _ -> null;
        };
        return action == null
                ? new Lookup.Found<>(task)
                : new Lookup.Unknown<>(
                        "AWS denied " + action + ", which finds how tasks were launched",
                        AwsErrors.allow(action, "DoctorPolicyArn"));
    }
}
