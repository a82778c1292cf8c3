package io.github.ecstaskretry.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.core.task.TaskSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes pages of many shapes to {@code target/report}, where {@code .ci/check-report} opens them in a browser. */
class ReportPagesTest {

    private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");

    private static final List<Map.Entry<String, CauseKind>> CAUSES = List.of(
            Map.entry("spot-interruption", CauseKind.TRANSIENT),
            Map.entry("no-capacity", CauseKind.TRANSIENT),
            Map.entry("out-of-memory", CauseKind.PERMANENT),
            Map.entry("exit-unknown", CauseKind.AMBIGUOUS),
            Map.entry("stopped-by-user", CauseKind.INTENTIONAL));

    private static final List<String> FAMILIES = List.of(
            "etl-orders",
            "invoices",
            "crawler",
            "nightly_export_of_all_customer_contracts_with_their_attachments_to_the_archive_in_eu_central_1",
            "x".repeat(255),
            "report",
            "ml-features-daily",
            "thumbnails",
            "mail",
            "sync-inventory-with-warehouse",
            "dedupe",
            "backup-postgres");

    private final Random random = new Random(7);
    private final List<ListedAttempt> attempts = new ArrayList<>();

    /** So many jobs that failed at first and so many that did not, over that many days. */
    @ParameterizedTest
    @CsvSource({"none, 0, 0, 7", "fine, 0, 30, 7", "one, 1, 0, 1", "fifty, 50, 40, 7", "many, 500, 2000, 30"})
    void writesAPage(String name, int failed, int succeeded, int days) throws Exception {
        Duration period = Duration.ofDays(days);
        for (int job = 0; job < failed; job++) {
            fail(job, NOW.minus(someOf(job % 9 == 8 ? Duration.ofMinutes(40) : period)));
        }
        for (int job = 0; job < succeeded; job++) {
            attempt(
                    "s" + job,
                    1,
                    family(),
                    NOW.minus(someOf(period)),
                    someOf(Duration.ofMinutes(20)),
                    null,
                    Outcome.SUCCEEDED);
        }
        String page = ReportHtml.write(
                Report.of(
                        attempts.stream(),
                        new Report.Question(
                                Grouping.FAMILY,
                                JobFilter.ALL,
                                new TimeRange(NOW.minus(period), NOW.plusSeconds(300)),
                                1000,
                                NOW,
                                ZoneOffset.UTC)),
                "ecs-task-retry-AttemptsTable-1A2B3C4D5E6F",
                "eu-west-1");

        Files.createDirectories(Path.of("target", "report"));
        Files.writeString(Path.of("target", "report", name + ".html"), page);

        assertThat(page.split("<li class=\"job ", -1)).hasSize(failed + 1);
    }

    private void fail(int job, Instant begins) {
        String id = "%032x".formatted(0xabcdef12345L * (job + 7));
        String family = family();
        int last = job % 10 == 0 ? 24 : 1 + random.nextInt(4);
        boolean recovers = random.nextInt(100) < 80;
        var cause = CAUSES.get(random.nextInt(CAUSES.size()));
        Instant at = begins;
        for (int number = 1; number <= last; number++) {
            Duration lasts = someOf(Duration.ofMinutes(20));
            at = at.plus(lasts);
            if (at.isAfter(NOW)) {
                lasts = lasts.minus(Duration.between(NOW, at));
                at = NOW;
            }
            attempt(id, number, family, at, lasts, cause, number == last && !recovers ? Outcome.EXHAUSTED : null);
            at = at.plus(someOf(Duration.ofMinutes(10 + number)));
            if (at.isAfter(NOW)) {
                return;
            }
            cause = random.nextInt(3) == 0 ? CAUSES.get(random.nextInt(CAUSES.size())) : cause;
        }
        if (recovers && at.plusSeconds(300).isBefore(NOW)) {
            attempt(id, last + 1, family, at.plusSeconds(300), Duration.ofMinutes(5), null, Outcome.RECOVERED);
        }
    }

    private String family() {
        return FAMILIES.get(Math.min(random.nextInt(FAMILIES.size()), random.nextInt(FAMILIES.size())));
    }

    private Duration someOf(Duration most) {
        return Duration.ofSeconds(1 + random.nextLong(most.toSeconds()));
    }

    /** Without a cause, a success. */
    private void attempt(
            String id,
            int number,
            String family,
            Instant stop,
            Duration lasts,
            Map.Entry<String, CauseKind> cause,
            Outcome outcome) {
        attempts.add(new ListedAttempt(
                new AttemptId(id, number),
                number % 7 == 3
                        ? "a-cluster-whose-name-is-long-because-somebody-wrote-the-whole-account-into-it"
                        : "prod",
                family,
                new TaskArn("arn:aws:ecs:eu-west-1:111122223333:task/prod/" + id),
                TaskSize.UNKNOWN,
                stop.minus(Duration.ofMinutes(20L * number)),
                stop.minus(lasts),
                null,
                stop,
                cause == null ? "succeeded" : cause.getKey(),
                cause == null ? CauseKind.SUCCESS : cause.getValue(),
                List.of(),
                "patient",
                "(otherwise)",
                false,
                outcome,
                outcome == null ? stop.plusSeconds(60) : null,
                null,
                null));
    }
}
