package io.github.ecstaskretry.core.learn;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.FailedLaunch;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * CloudTrail's record of one RunTask call.
 *
 * @param id the record's {@code eventID}
 * @param at when RunTask was called
 * @param error the {@code errorCode}; null if RunTask answered
 * @param startedBy as the caller gave it; null if the caller gave none
 * @param count how many tasks were asked for
 * @param request the parameters; null if the record does not have them, because CloudTrail cut or left them out
 * @param hidden the containers whose environment overrides CloudTrail hides
 * @param taskArns of the tasks that were made
 */
public record LaunchRecord(
        String id,
        Instant at,
        @Nullable String error,
        @Nullable String startedBy,
        int count,
        @Nullable RunTaskRequest request,
        Set<String> hidden,
        List<String> taskArns,
        List<LaunchFailure> failures) {

    /** The source's name if CloudTrail's event history has the launch. */
    public static final String SOURCE = "cloudtrail";

    public LaunchRecord {
        hidden = Set.copyOf(hidden);
        taskArns = List.copyOf(taskArns);
        failures = List.copyOf(failures);
    }

    /**
     * The id of the job for the first task that was not made. It comes from the record's id, so it is the same however often the record
     * is read.
     */
    public static AttemptId job(String id) {
        return new AttemptId(id.replace("-", ""), 1);
    }

    /**
     * The launches of a rule or a schedule that RunTask answered with failures: one for each task that was asked for and not made.
     * EventBridge and Scheduler repeat RunTask only after an error, so an answer with an error is left to them (Amazon EventBridge user
     * guide, "Retrying event delivery"; EventBridge Scheduler user guide, "Retry policy").
     */
    public List<FailedLaunch> missing() {
        RunTaskRequest asked = request;
        int missing = count - taskArns.size();
        if (error != null || failures.isEmpty() || missing <= 0 || asked == null || !ofRuleOrSchedule()) {
            return List.of();
        }
        FailedLaunch launch =
                asked.failed(failures.getFirst(), at, new EventRef(id, 0)).by(new Origin(asked.group(), startedBy));
        return IntStream.rangeClosed(1, missing)
                .mapToObj(number -> number == 1
                        ? launch
                        : launch.as(new AttemptId(launch.attempt().jobId() + "-" + number, 1)))
                .toList();
    }

    private boolean ofRuleOrSchedule() {
        String by = startedBy;
        return by != null && Stream.of(LaunchQuery.RULE, LaunchQuery.SCHEDULE).anyMatch(by::startsWith);
    }
}
