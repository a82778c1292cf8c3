package io.github.ecstaskretry.core.learn;

import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts that identify the launch of a job's first task.
 *
 * @param attempt whose end asks for it
 * @param startedBy of the job's first task; null if it is not known
 * @param scheduleArn the value of {@link #SCHEDULE_VARIABLE}; null if the task does not have it
 */
public record LaunchQuery(
        AttemptId attempt,
        String clusterArn,
        @Nullable String startedBy,
        @Nullable String scheduleArn) {

    /** An environment override that names the task's schedule, because its {@code startedBy} is cut and names no group. */
    public static final String SCHEDULE_VARIABLE = "ECS_RETRY_SCHEDULE";

    public static final String RULE = "events-rule/";
    public static final String SCHEDULE = "chronos-schedule/";

    /**
     * EventBridge and Scheduler cut their {@code startedBy} to this many characters. AWS documents neither length; public CloudTrail
     * records and logs show both.
     */
    private static final int LONGEST_STARTED_BY = 36;

    /** The name of a rule or a schedule as {@code startedBy} has it; only the beginning if it is {@code cut}. */
    public record Name(String text, boolean cut) {

        /** Whether it may mean a rule or a schedule of that name. */
        public boolean fits(String name) {
            return cut ? name.startsWith(text) : name.equals(text);
        }

        @Override
        public String toString() {
            return "'" + text + (cut ? "…'" : "'");
        }
    }

    static LaunchQuery of(Situation situation) {
        return new LaunchQuery(
                situation.attempt(),
                situation.ended().clusterArn(),
                situation.originalStartedBy(),
                variable(situation.ended().overrides()));
    }

    /** The name that follows a prefix of {@code startedBy}; empty without the prefix or without a name. */
    public Optional<Name> startedBy(String prefix) {
        return Optional.ofNullable(startedBy)
                .filter(text -> text.startsWith(prefix) && text.length() > prefix.length())
                .map(text -> new Name(text.substring(prefix.length()), text.length() >= LONGEST_STARTED_BY));
    }

    /** Who launched the task, if it can be asked, such as {@code the EventBridge rule 'nightly'}. */
    Optional<String> who() {
        if (scheduleArn != null) {
            return Optional.of("the schedule that " + SCHEDULE_VARIABLE + " names");
        }
        if (AttemptId.launchedFirst(startedBy)) {
            return Optional.of("the execution that launched it");
        }
        return startedBy(RULE)
                .map(name -> "the EventBridge rule " + name)
                .or(() -> startedBy(SCHEDULE).map(name -> "the EventBridge Scheduler schedule " + name));
    }

    private static @Nullable String variable(TaskOverrides overrides) {
        return overrides.containers().stream()
                .flatMap(container -> container.environment().stream())
                .filter(variable -> variable.name().equals(SCHEDULE_VARIABLE))
                .flatMap(variable -> Stream.ofNullable(variable.value()))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse(null);
    }
}
