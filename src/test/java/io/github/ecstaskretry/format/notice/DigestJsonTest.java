package io.github.ecstaskretry.format.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.core.history.Digest;
import io.github.ecstaskretry.core.history.Digest.GatheredEnd;
import io.github.ecstaskretry.core.history.NoticeWindow;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.format.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestJsonTest {

    private static final NoticeWindow WINDOW =
            NoticeWindow.parse("nightly/FAILED/image-not-found/2026-01-31T12:00:00Z/PT15M");
    private static final Instant STOP = Instant.parse("2026-01-31T12:03:00Z");

    private final Digest digest = new Digest(
            WINDOW,
            IntStream.rangeClosed(1, 12)
                    .mapToObj(i -> new GatheredEnd(
                            new AttemptId("job" + i, 2), "prod", i % 3 == 0 ? "report" : "etl", STOP.plusSeconds(i)))
                    .toList());

    @Test
    void saysHowManyJobsAndHowToListThem() {
        JsonNode body = Json.parse(DigestJson.body(digest));

        assertThat(body.path("version").asInt()).isEqualTo(1);
        assertThat(body.path("deduplicationId").asText()).isEqualTo("digest/" + WINDOW.id());
        assertThat(body.path("outcome").asText()).isEqualTo("FAILED");
        assertThat(body.path("summary").asText())
                .isEqualTo(
                        "12 more jobs of policy nightly ended FAILED by image-not-found. More had been announced between"
                                + " 2026-01-31T12:00:00Z and 2026-01-31T12:15:00Z than the policy's announceLimit, so these share a"
                                + " notice.");
        assertThat(body.at("/digest/jobs").asInt()).isEqualTo(12);
        assertThat(body.at("/digest/families")).hasToString("{\"etl\":8,\"report\":4}");
        assertThat(body.at("/digest/firstJobs")).hasSize(10);
        assertThat(body.at("/digest/firstJobs/0").asText()).isEqualTo("job1");
        assertThat(body.at("/digest/list").asText())
                .isEqualTo("ecs-retry jobs --state FAILED --cause image-not-found --since 2026-01-31T12:03:01.000Z"
                        + " --until 2026-01-31T12:03:12.001Z --limit 12");
    }

    @Test
    void hasASubject() {
        assertThat(DigestJson.subject(digest)).isEqualTo("FAILED: 12 more jobs of policy nightly (image-not-found)");
        assertThat(DigestJson.subject(new Digest(WINDOW, List.of(digest.ends().getFirst()))))
                .isEqualTo("FAILED: 1 more job of policy nightly (image-not-found)");
    }
}
