package io.github.ecstaskretry.cli.commands.run;

import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.LaunchSources;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchQuery;
import io.github.ecstaskretry.core.learn.LaunchSource.Candidates;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.AttemptId;
import java.util.List;

/** Finds how a rule or a schedule launches its tasks, with the function's own sources. */
record NetworkSource(AwsConnection aws) {

    private static final String RULE = "rule:";
    private static final String SCHEDULE = "schedule:";

    /** The sources look for the launch of a task; this query stands for a task that does not exist yet. */
    private static final AttemptId NOBODY = new AttemptId("run", 1);

    /**
     * The launch of a source's target on the cluster; that of the task definition's family if there are several targets.
     *
     * @param named {@code rule:NAME} or {@code schedule:NAME}
     * @throws InputError if the source has no such target, or several that differ
     */
    RunTaskRequest launch(String named, String clusterArn, String taskDefinition) {
        Candidates found;
        if (named.startsWith(RULE)) {
            found = LaunchSources.ofRule(
                    aws, query(clusterArn, LaunchQuery.RULE + named.substring(RULE.length())), named);
        } else if (named.startsWith(SCHEDULE)) {
            found = LaunchSources.ofSchedule(
                    aws, query(clusterArn, LaunchQuery.SCHEDULE + named.substring(SCHEDULE.length())), named);
        } else {
            throw new InputError("--network-from: expected rule:NAME or schedule:NAME, found '" + named + "'");
        }
        List<RunTaskRequest> launches =
                found.launches().stream().map(Learned.Launch::request).toList();
        List<RunTaskRequest> ofFamily = launches.stream()
                .filter(launch -> family(launch.taskDefinition()).equals(family(taskDefinition)))
                .toList();
        List<RunTaskRequest> fitting = ofFamily.isEmpty() ? launches : ofFamily;
        if (fitting.isEmpty()) {
            throw new InputError("--network-from " + named + ": "
                    + (found.why().isEmpty() ? "it has no target on this cluster" : String.join(" ", found.why())));
        }
        if (fitting.stream().map(RunTaskRequest::network).distinct().count() > 1) {
            throw new InputError("--network-from " + named
                    + ": its targets on this cluster differ in their networks; give --subnets and --security-groups");
        }
        return fitting.getFirst();
    }

    private static LaunchQuery query(String clusterArn, String startedBy) {
        return new LaunchQuery(NOBODY, clusterArn, startedBy, null);
    }

    /** {@code etl} of {@code etl}, {@code etl:7} and their ARNs. */
    private static String family(String taskDefinition) {
        return taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1).replaceFirst(":[0-9]+$", "");
    }
}
