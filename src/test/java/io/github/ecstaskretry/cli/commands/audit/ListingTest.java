package io.github.ecstaskretry.cli.commands.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.cli.commands.Run;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code jobs} and {@code pending}. */
class ListingTest extends AuditCommandFixture {

    private static List<String> ids(JsonNode jobs) {
        return jobs.valueStream().map(job -> job.path("jobId").asText()).toList();
    }

    @Test
    void listsJobsOfAFamilyNewestFirstWithFirstTimeSuccesses() {
        assertThat(ids(json("jobs", "--family", "etl", "--since", day).path("jobs")))
                .containsExactly(recovered, fine);
    }

    @Test
    void listsOnlyOpenAndNotableJobsWithoutAFamily() {
        assertThat(ids(json("jobs", "--since", day).path("jobs")))
                .containsExactly(waiting, flying, exhausted, recovered);
    }

    @Test
    void listsAJobWithItsStateAttemptsAndDuration() {
        JsonNode job = json("jobs", "--family", "crawler", "--since", day).at("/jobs/0");

        assertThat(job.path("state").asText()).isEqualTo("EXHAUSTED");
        assertThat(job.path("attempts").asInt()).isEqualTo(3);
        assertThat(job.path("causeKind").asText()).isEqualTo("ambiguous");
        // Created ten minutes before the first stop; two more attempts of eleven minutes.
        assertThat(job.path("durationSeconds").asInt()).isEqualTo(32 * 60);
        assertThat(job.path("createdAt").asText()).isEqualTo(day + "T13:50:00.000Z");
    }

    @Test
    void filtersJobsByStateClusterCauseAndTime() {
        assertThat(ids(json("jobs", "--since", day, "--outcome", "succeeded").path("jobs")))
                .containsExactly(recovered);
        assertThat(ids(json("jobs", "--since", day, "--state", "WAITING,RUNNING")
                        .path("jobs")))
                .containsExactly(waiting, flying);
        assertThat(ids(json("jobs", "--since", day, "--until", nextDay, "--cluster", "other")
                        .path("jobs")))
                .isEmpty();
        assertThat(ids(json("jobs", "--since", day, "--until", nextDay, "--cause", "succeeded")
                        .path("jobs")))
                .containsExactly(recovered);
        assertThat(ids(json("jobs", "--since", day, "--cause", "app-exit", "--state", "lost,recovered")
                        .path("jobs")))
                .containsExactly(exhausted, recovered);
        assertThat(ids(json("jobs", "--since", day, "--state", "lost").path("jobs")))
                .containsExactly(exhausted);
        assertThat(ids(json("jobs", "--since", day, "--until", day + "T13:30:00Z")
                        .path("jobs")))
                .containsExactly(recovered);
        assertThat(ids(json("jobs", "--since", "24h").path("jobs"))).containsExactly(waiting, flying);
    }

    @Test
    void listsAJobThatWentOnAfterThePeriodWithItsCurrentState() {
        JsonNode job = json("jobs", "--family", "crawler", "--since", day, "--until", day + "T14:05:00Z")
                .at("/jobs/0");

        assertThat(job.path("jobId").asText()).isEqualTo(exhausted);
        assertThat(job.path("state").asText()).isEqualTo("EXHAUSTED");
    }

    @Test
    void stopsReadingAtTheLimitAndSaysThatThereAreMore() {
        JsonNode answer = json("jobs", "--since", day, "--limit", "2");

        assertThat(ids(answer.path("jobs"))).containsExactly(waiting, flying);
        assertThat(answer.path("more").asBoolean()).isTrue();
        assertThat(run("jobs", "--since", day, "--limit", "2").out())
                .contains("There are more: --until " + answer.path("next").asText());
        assertThat(ids(json(
                                "jobs",
                                "--since",
                                day,
                                "--until",
                                answer.path("next").asText())
                        .path("jobs")))
                .containsExactly(exhausted, recovered);
    }

    @Test
    void reportsTheProgressOfAListingOfManyDays() {
        String[] ofTwoMonths = {"jobs", "--since", "2026-01-15", "--until", "2026-03-16", "--cause", "gpu"};

        assertThat(run(ofTwoMonths).err().lines())
                .containsExactly(
                        "ecs-retry: up to 360 queries, from the newest day back, until --limit is reached; --family"
                                + " needs few",
                        "ecs-retry: back to 2026-02-14",
                        "ecs-retry: back to 2026-01-15");
        assertThat(run("jobs", "--since", "2026-01-15", "--until", "2026-03-16", "--outcome", "FAILED")
                        .err())
                .isEmpty();
        assertThat(run("jobs", "--since", "2026-01-15", "--until", "2026-03-16", "--family", "etl")
                        .err())
                .isEmpty();
    }

    @Test
    void printsJobsAsATable() {
        Run run = run("jobs", "--since", day, "--until", nextDay);

        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().getFirst()).matches("JOB +FAMILY +CLUSTER +STATE +ATTEMPTS +CAUSE +TOOK +LAST STOP");
        assertThat(run.lines().get(1))
                .startsWith(exhausted)
                .contains("crawler", "prod", "EXHAUSTED", "32m")
                .endsWith(day + " 14:22:00Z");
        assertThat(run.lines().get(2)).startsWith(recovered).contains("recovered from app-exit");
    }

    @Test
    void saysThatObservedJobsNeedAFamily() {
        assertThat(run("jobs", "--outcome", "OBSERVED", "--since", day).out())
                .contains("No such jobs since", "only observes, are listed only with --family");
        assertThat(run("jobs", "--outcome", "OBSERVED", "--since", day, "--family", "shadow")
                        .out())
                .contains(observed);
        assertThat(run("stats", "--by", "outcome", "--since", day).out()).contains("OBSERVED");
    }

    @Test
    void listsPendingJobsByDueTimeAndExitsWith1IfOneIsOverdue() {
        Run run = run("pending", "--json");

        JsonNode pending = Json.read(run.out()).path("pending");
        assertThat(ids(pending)).containsExactly(flying, waiting);
        assertThat(pending).extracting(job -> job.path("state").asText()).containsExactly("RUNNING", "WAITING");
        assertThat(pending).extracting(job -> job.path("overdue").asBoolean()).containsExactly(true, false);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run("pending", "--overdue-after", "12h").exitCode()).isZero();
        assertThat(run("pending").out()).contains("OVERDUE", "WAITING", "in ", " ago");
    }
}
