package io.github.ecstaskretry.cli.ask;

import static io.github.ecstaskretry.cli.ask.DocumentedJson.documented;
import static io.github.ecstaskretry.cli.ask.DocumentedJson.members;
import static io.github.ecstaskretry.cli.audit.ReportJobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.audit.AskedPlace;
import io.github.ecstaskretry.cli.audit.AuditJson;
import io.github.ecstaskretry.cli.audit.Job;
import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobListing;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.ReportJobs;
import io.github.ecstaskretry.cli.audit.SideBySide;
import io.github.ecstaskretry.cli.audit.Slowdowns;
import io.github.ecstaskretry.cli.audit.Slowdowns.PaceBehind;
import io.github.ecstaskretry.cli.audit.Statistics;
import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.cli.audit.StatisticsJson;
import io.github.ecstaskretry.cli.audit.TaskUsage.Price;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.format.ContainerLog;
import io.github.ecstaskretry.format.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code --json} writes exactly the members that {@code docs/audit.md} promises. */
class AuditShapesTest {

    private static final TimeRange RANGE = new TimeRange(NOON.minus(Duration.ofDays(1)), NOON.plus(Duration.ofDays(1)));
    private static final Instant NOW = NOON.plus(Duration.ofMinutes(25));
    private static final ListedAttempt FAILED = ReportJobs.retried(1, Duration.ZERO, Duration.ofMinutes(10));

    private static final ListedAttempt RECOVERED =
            ReportJobs.succeeded(2, Duration.ofMinutes(11), Duration.ofMinutes(10));

    @Test
    void jobs() {
        String json = AuditJson.jobs(
                new JobListing(List.of(Job.of(FAILED, NOW), Job.of(ReportJobs.held(), NOW)), NOON),
                List.of(),
                RANGE,
                NOW);

        assertThat(members(json)).isEqualTo(documented("jobs"));
        JsonNode job = Json.parse(json).at("/jobs/0");
        assertThat(job.path("state").asText()).isEqualTo("RUNNING");
        assertThat(job.path("dueAt").asText()).isEqualTo("2026-03-14T12:11:00.000Z");
        assertThat(job.path("durationSeconds").asInt()).isEqualTo(25 * 60);
    }

    @Test
    void omitsUnknownMembers() {
        JsonNode answer = Json.parse(
                AuditJson.jobs(new JobListing(List.of(Job.of(RECOVERED, NOW)), null), List.of(), RANGE, NOW));

        assertThat(answer.path("more").asBoolean()).isFalse();
        assertThat(answer.has("next")).isFalse();
        assertThat(answer.at("/jobs/0").has("dueAt")).isFalse();
    }

    @Test
    void pending() {
        Pause pause = new Pause("family/etl", "arn:aws:iam::111122223333:user/ann", NOON, NOW, "the registry is down");
        String json = AuditJson.pending(
                Job.pending(List.of(FAILED, ReportJobs.held()), NOW),
                SideBySide.of(null, new Slowdowns(List.of(pause), List.of(new PaceBehind("nightly", NOW)))),
                NOON,
                NOW);

        Set<String> promised = documented("jobs");
        promised.removeAll(Set.of("since", "until", "jobs", "more", "next"));
        promised.addAll(documented("pending"));
        promised.addAll(documented("paused"));
        assertThat(members(json)).isEqualTo(promised);
        assertThat(members(AuditJson.paused(List.of(pause)))).isEqualTo(documented("paused"));
        assertThat(Json.parse(json).at("/pending/0/overdue").asBoolean()).isFalse();
    }

    /** The newest job first; the next listing starts where the first of the listings ended. */
    @Test
    void jobsOfSeveralDeployments() {
        AskedPlace prod = new AskedPlace("prod", "eu-west-1", "111122223333", null);
        AskedPlace test = new AskedPlace("test", "eu-west-1", "444455556666", null);
        SideBySide<JobListing> found = SideBySide.of(
                        prod, new JobListing(List.of(Job.of(ReportJobs.held(), NOW)), NOON))
                .and(SideBySide.of(test, new JobListing(List.of(Job.of(RECOVERED, NOW)), NOON.minusSeconds(9))))
                .and(new SideBySide<>(List.of(), List.of(new AskedPlace("gone", null, null, "no such profile"))));

        String json = AuditJson.jobs(JobListing.of(found), found.places(), RANGE, NOW);

        Set<String> promised = documented("jobs");
        promised.addAll(documented("Several deployments"));
        assertThat(members(json)).isEqualTo(promised);
        assertThat(Json.parse(json).at("/jobs/0/profile").asText()).isEqualTo("test");
        assertThat(Json.parse(json).path("next").asText()).isEqualTo("2026-03-14T12:00:00.000Z");
        assertThat(Json.parse(json).at("/places/2/error").asText()).isEqualTo("no such profile");
    }

    @Test
    void show() {
        String json = AuditJson.story(
                RecordedStories.story(), List.of(new ContainerLog("app", "eu-west-1", "/ecs/etl", "ecs")), NOW);

        Set<String> members = members(json);
        members.addAll(members(AuditJson.story(RecordedStories.open(), List.of(), NOW)));
        assertThat(members).isEqualTo(documented("show", "RETRY", "TERMINAL"));
        JsonNode attempts = Json.parse(json).path("attempts");
        assertThat(attempts.at("/0/reason").asText()).isEqualTo("Scaling <activity> \"x\"");
        assertThat(attempts.path(1).has("taskArn")).isFalse();
        assertThat(attempts.path(1).path("launchError").asText()).isEqualTo("Ecs.ClientException");
        assertThat(attempts.path(2).path("announcedAt").asText()).isEqualTo("2026-03-14T12:00:00.000Z");
    }

    @Test
    void stats() {
        Statistics statistics = Statistics.count(
                        Stream.of(FAILED, RECOVERED), Grouping.FAMILY, JobFilter.ALL, NOW, ZoneOffset.UTC)
                .finish();
        String json = StatisticsJson.write(
                statistics.all(), SideBySide.of(null, statistics), Grouping.FAMILY, RANGE, new Price(1, 1));

        assertThat(members(json))
                .isEqualTo(documented(
                        "stats, and report --json", "family", "cluster", "cause", "rule", "outcome", "day", "hour"));
        JsonNode all = Json.parse(json).path("all");
        assertThat(all.path("recovered").asInt()).isEqualTo(1);
        assertThat(all.path("meanRecoverySeconds").asInt()).isEqualTo(11 * 60);
        assertThat(all.path("jobsByDay").path("2026-03-14").asInt()).isEqualTo(1);
    }

    @Test
    void omitsARateWithoutJobs() {
        Statistics statistics = Statistics.count(Stream.of(FAILED), Grouping.FAMILY, JobFilter.ALL, NOW, ZoneOffset.UTC)
                .finish();
        JsonNode all = Json.parse(StatisticsJson.write(
                        statistics.all(), SideBySide.of(null, statistics), Grouping.FAMILY, RANGE, new Price(1, 1)))
                .path("all");

        assertThat(all.path("open").asInt()).isEqualTo(1);
        assertThat(all.has("firstTimeRate")).isFalse();
        assertThat(all.has("p95RecoverySeconds")).isFalse();
    }
}
