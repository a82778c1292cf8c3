package io.github.ecstaskretry.cli.doctor.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.doctor.deployed.Schedule;
import io.github.ecstaskretry.format.Json;

/** What GetSchedule answers (Amazon EventBridge Scheduler API reference). */
public final class ScheduleJson {

    private ScheduleJson() {}

    /** The schedule. */
    public static Schedule read(String text) {
        JsonNode schedule = Json.parse(text);
        return new Schedule(
                schedule.path("Name").asText(),
                schedule.path("State").asText(),
                schedule.path("Target").path("Arn").asText());
    }

    /** Why there is none: the service's own errors have {@code Message}, those of its front {@code message}. */
    public static String refusal(String text) {
        return Json.tryParse(text)
                .map(error -> error.path("Message").asText(error.path("message").asText(text)))
                .orElse(text);
    }
}
