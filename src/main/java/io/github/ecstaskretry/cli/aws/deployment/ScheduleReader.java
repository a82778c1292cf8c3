package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.deployed.Reading;
import io.github.ecstaskretry.cli.doctor.deployed.Schedule;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/** A schedule of the default group by GetSchedule (Amazon EventBridge Scheduler API reference). */
final class ScheduleReader {

    private final SchedulerClient scheduler;

    ScheduleReader(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    Reading<Schedule> read(String name) {
        return Question.ask(
                "scheduler:GetSchedule", () -> schedule(scheduler.getSchedule(request -> request.name(name))));
    }

    private static Schedule schedule(GetScheduleResponse schedule) {
        return new Schedule(
                schedule.name(), schedule.stateAsString(), schedule.target().arn());
    }
}
