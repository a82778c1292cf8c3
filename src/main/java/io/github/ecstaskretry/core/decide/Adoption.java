package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recognises tasks that are never ours, because somebody else already owns their retry. */
public final class Adoption {

    private static final String BATCH_JOB_VARIABLE = "AWS_BATCH_JOB_ID";

    private Adoption() {}

    /** Whether an ECS service started the task. */
    public static boolean isOfService(@Nullable String startedBy) {
        return startsWith(startedBy, "ecs-svc/");
    }

    /** Who owns the task's retry; empty if nobody does. */
    public static Optional<String> otherOwner(StoppedTask task) {
        @Nullable String group = task.origin().group();
        @Nullable String startedBy = task.origin().startedBy();
        if (startsWith(group, "service:") || isOfService(startedBy)) {
            return Optional.of("an ECS service");
        }
        if ("AWS Step Functions".equals(startedBy)) {
            return Optional.of("AWS Step Functions");
        }
        if (task.cluster().startsWith("AWSBatch-") || hasBatchEnvironment(task)) {
            return Optional.of("AWS Batch");
        }
        return Optional.empty();
    }

    /** The first attempt of a rerun, as if whoever started the original job had started it. */
    public static EndedAttempt asTheOriginal(EndedAttempt ended, JobHistory original) {
        Origin origin = new Origin(ended.origin().group(), original.originalStartedBy());
        return switch (ended) {
            case StoppedTask task -> task.as(origin, task.times());
            case FailedLaunch launch -> launch.by(origin);
        };
    }

    /**
     * A sentence that says that the task is of another account or Region than {@code ours}, any ARN; empty if it is not. RunTask
     * launches only in its own.
     */
    public static Optional<String> foreign(StoppedTask task, Arn ours) {
        return Stream.of(Arn.of(task.clusterArn()), Arn.of(task.arn().value()))
                .filter(arn ->
                        !arn.account().equals(ours.account()) || !arn.region().equals(ours.region()))
                .findFirst()
                .map(arn -> "the task is foreign: it is of " + place(arn) + ", and only tasks of " + place(ours)
                        + " are retried");
    }

    private static String place(Arn arn) {
        return "account " + arn.account() + " in " + arn.region();
    }

    private static boolean hasBatchEnvironment(StoppedTask task) {
        return task.overrides().containers().stream()
                .flatMap(container -> container.environment().stream())
                .anyMatch(variable -> variable.name().equals(BATCH_JOB_VARIABLE));
    }

    private static boolean startsWith(@Nullable String text, String prefix) {
        return text != null && text.startsWith(prefix);
    }
}
