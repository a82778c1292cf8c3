package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Times;
import io.github.ecstaskretry.core.task.TaskArn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as it is written, once, and read again (design, section 7). An attempt whose launch failed is one too.
 *
 * @param id job and number
 * @param subject which task
 * @param times of the task
 * @param stop how it ended
 * @param ruling why it was decided so
 * @param decision what was decided
 * @param event the event that it was read from
 */
public record RecordedAttempt(
        AttemptId id,
        Subject subject,
        Times times,
        Stop stop,
        Ruling ruling,
        RecordedDecision decision,
        EventRef event) {

    /**
     * Which task it was.
     *
     * @param taskArn the task; null when the launch made none
     * @param clusterArn its cluster's ARN
     * @param cluster the cluster's name
     * @param family the task definition's family
     * @param taskDefinitionArn with its revision
     * @param group null when the event has none
     * @param startedBy of this task
     * @param originalStartedBy of the job's first task
     * @param capacityProvider null when none placed it
     * @param tags given to the re-run, empty when none were
     */
    public record Subject(
            @Nullable TaskArn taskArn,
            String clusterArn,
            String cluster,
            String family,
            String taskDefinitionArn,
            @Nullable String group,
            @Nullable String startedBy,
            @Nullable String originalStartedBy,
            @Nullable String capacityProvider,
            Map<String, String> tags) {

        /**
         * Of an attempt that has ended.
         *
         * @param originalStartedBy of the job's first task, null when nobody said
         * @param tags given to the re-run
         */
        public static Subject of(EndedAttempt ended, @Nullable String originalStartedBy, Map<String, String> tags) {
            return new Subject(
                    ended.arn(),
                    ended.clusterArn(),
                    ended.cluster(),
                    ended.family(),
                    ended.taskDefinitionArn(),
                    ended.origin().group(),
                    ended.origin().startedBy(),
                    originalStartedBy,
                    ended.placement().capacityProvider(),
                    tags);
        }
    }
}
