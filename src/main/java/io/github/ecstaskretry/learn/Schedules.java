package io.github.ecstaskretry.learn;

import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchQuery;
import io.github.ecstaskretry.core.learn.LaunchSource;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.format.event.DescribedTask;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.format.launch.LaunchSourceJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.scheduler.model.Target;

/**
 * Finds the EventBridge Scheduler schedule that launched a task. A templated target starts its task with {@code
 * chronos-schedule/<name>}, cut after 19 characters of the name and without its group. A universal target of RunTask sends the user's
 * own request with the user's {@code startedBy}; its schedule is found by the ARN in {@value LaunchQuery#SCHEDULE_VARIABLE} or by that
 * {@code startedBy}.
 *
 * @param client builds the client only if a schedule launched a task
 */
public record Schedules(Supplier<SchedulerClient> client) implements LaunchSource {

    /** If more schedules than this begin alike, they are not asked one by one. */
    private static final int MOST_SCHEDULES = 5;

    private static final String RUN_TASK = ":aws-sdk:ecs:runTask";

    @Override
    public Candidates find(LaunchQuery query) {
        if (query.scheduleArn() != null) {
            return named(query, query.scheduleArn());
        }
        return query.startedBy(LaunchQuery.SCHEDULE)
                .map(name -> find(client.get(), query, name))
                .orElse(Candidates.NOT_MINE);
    }

    /** Shows the value of an environment variable only if it is a schedule's ARN. */
    private Candidates named(LaunchQuery query, String arn) {
        Arn cluster = Arn.of(query.clusterArn());
        Optional<Id> id = Arn.parse(arn)
                .filter(parsed -> parsed.is("scheduler", "schedule")
                        && parsed.account().equals(cluster.account())
                        && parsed.region().equals(cluster.region()))
                .map(parsed -> parsed.resourceId().split("/", -1))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Id(parts[0], parts[1]));
        return id.isEmpty()
                ? Candidates.none("The value of " + LaunchQuery.SCHEDULE_VARIABLE
                        + " is not the ARN of a schedule of this account and Region.")
                : read(client.get(), query, List.of(id.get()), true);
    }

    private static Candidates find(SchedulerClient scheduler, LaunchQuery query, LaunchQuery.Name name) {
        List<Id> ids;
        try {
            ids = scheduler.listSchedulesPaginator(request -> request.namePrefix(name.text())).schedules().stream()
                    .filter(schedule -> name.fits(schedule.name()) && mayRunOn(schedule, query.clusterArn()))
                    .limit(MOST_SCHEDULES + 1L)
                    .map(schedule -> new Id(schedule.groupName(), schedule.name()))
                    .toList();
        } catch (SchedulerException e) {
            return Denial.of(e, "scheduler:ListSchedules");
        }
        if (ids.isEmpty()) {
            return Candidates.none("No schedule has the name " + name + " and this cluster as its target.");
        }
        if (ids.size() > MOST_SCHEDULES) {
            return Candidates.none("More than " + MOST_SCHEDULES + " schedules have the name " + name
                    + " and this cluster as their target.");
        }
        return read(scheduler, query, ids, false);
    }

    private static boolean mayRunOn(ScheduleSummary schedule, String clusterArn) {
        String target = schedule.target() == null ? "" : schedule.target().arn();
        return target.equals(clusterArn) || target.endsWith(RUN_TASK);
    }

    private static Candidates read(SchedulerClient scheduler, LaunchQuery query, List<Id> ids, boolean named) {
        List<Learned.Launch> launches = new ArrayList<>();
        for (Id id : ids) {
            try {
                GetScheduleResponse schedule = scheduler.getSchedule(
                        request -> request.groupName(id.group()).name(id.name()));
                launch(query, id, schedule.target(), named).ifPresent(launches::add);
            } catch (ResourceNotFoundException deleted) {
                // The schedule no longer launches anything.
            } catch (SchedulerException e) {
                return Denial.of(e, "scheduler:GetSchedule");
            } catch (MalformedEventException e) {
                return Candidates.none("The target of " + id.source() + " cannot be read: " + e.getMessage() + ".");
            }
        }
        return launches.isEmpty()
                ? Candidates.none("No schedule launches tasks as this one was (asked: "
                        + String.join(", ", ids.stream().map(Id::source).toList()) + ").")
                : new Candidates(launches);
    }

    /** Empty if the target launches no task, or tasks with another {@code startedBy}. */
    private static Optional<Learned.Launch> launch(LaunchQuery query, Id id, Target target, boolean named) {
        if (target.ecsParameters() != null) {
            return Optional.of(templated(query, id, target));
        }
        String input = Objects.requireNonNullElse(target.input(), "");
        return target.arn().endsWith(RUN_TASK)
                        && (named || Objects.equals(LaunchSourceJson.startedBy(input), query.startedBy()))
                ? Optional.of(new Learned.Launch(id.source(), LaunchSourceJson.runTask(query.attempt(), input)))
                : Optional.empty();
    }

    /** Scheduler replaces this with the schedule's ARN (EventBridge Scheduler user guide, "Adding context attributes"). */
    private static Learned.Launch templated(LaunchQuery query, Id id, Target target) {
        RunTaskRequest request =
                LaunchSourceJson.target(query.attempt(), target.arn(), DescribedTask.tree(target.ecsParameters()));
        String arn = Arn.of(query.clusterArn())
                .beside("scheduler", "schedule/" + id.group() + "/" + id.name())
                .toString();
        String input = target.input();
        try {
            return new Learned.Launch(
                    id.source(),
                    request.with(LaunchSourceJson.input(
                            input == null ? null : input.replace("<aws.scheduler.schedule-arn>", arn))));
        } catch (MalformedEventException e) {
            return new Learned.Launch(id.source(), request, "The input of " + id.source() + " cannot be read.");
        }
    }

    /** A schedule's name is unique in its group. */
    private record Id(String group, String name) {
        String source() {
            return "schedule:" + group + "/" + name;
        }
    }
}
