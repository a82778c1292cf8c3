package io.github.ecstaskretry.cli.aws.deployment;

import io.github.ecstaskretry.cli.doctor.Reading;
import io.github.ecstaskretry.cli.doctor.Deployment.ReconcileSchedule;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;

/** A schedule of the default group by GetSchedule (Amazon EventBridge Scheduler API reference). */
final class ScheduleReader {

    private final SchedulerClient scheduler;

    ScheduleReader(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    Reading<ReconcileSchedule> read(String name) {
        return Readings.ask(
                "scheduler:GetSchedule", () -> schedule(scheduler.getSchedule(request -> request.name(name))));
    }

    private static ReconcileSchedule schedule(GetScheduleResponse schedule) {
        return new ReconcileSchedule(
                schedule.name(), schedule.stateAsString(), schedule.target().arn());
    }
}
