package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobFilter.AskedState;
import io.github.ecstaskretry.cli.audit.JobListing;
import io.github.ecstaskretry.cli.audit.JobReference;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.Statistics;
import io.github.ecstaskretry.cli.audit.Statistics.Grouping;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.audit.WholeJobs;
import io.github.ecstaskretry.store.AttemptAttributes;
import io.github.ecstaskretry.testkit.standin.deployment.AwsClients;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbLocal;
import io.github.ecstaskretry.testkit.standin.dynamodb.RetryTable;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Measures what questions cost while the table grows by days of 2,000 attempts, and prints the tables of
 * {@code docs/audit-scale.md}.
 */
final class AuditScale {

    private static final String TABLE = "attempts";
    private static final int ATTEMPTS_A_DAY = 2_000;
    private static final int OPEN_TODAY = 20;
    private static final int RUNS = 5;
    private static final int WRITERS = 2;
    private static final Instant TODAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final TimeRange LAST_DAY = new TimeRange(TODAY, TODAY.plus(Duration.ofDays(1)));

    private static final TimeRange LAST_WEEK = new TimeRange(TODAY.minus(Duration.ofDays(6)), LAST_DAY.until());

    private final AwsClients clients;
    private final PrintStream out;
    private final GeneratedAttempts generated = new GeneratedAttempts(42);
    private final List<Integer> sizes = new ArrayList<>();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private Map<String, AttributeValue> rerun = Map.of();
    private int days;

    private AuditScale(AwsClients clients, PrintStream out) {
        this.clients = clients;
        this.out = out;
    }

    /** Grows the table to 1, 10 and 100 days, or to the days in the arguments, and prints the results so far. */
    public static void main(String[] arguments) throws Exception {
        List<Integer> steps = arguments.length == 0
                ? List.of(1, 10, 100)
                : Stream.of(arguments).map(Integer::valueOf).toList();
        try (DynamoDbLocal engine = DynamoDbLocal.start();
                AwsClients clients = new AwsClients(Account.EXAMPLE, engine.endpoint())) {
            RetryTable.create(clients.dynamoDb(), TABLE);
            AuditScale scale = new AuditScale(clients, System.out);
            for (int step = 0; step < steps.size(); step++) {
                scale.growTo(steps.get(step));
                scale.measure();
                scale.print(steps.subList(0, step + 1));
            }
        }
    }

    private void growTo(int goal) throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> written = new ArrayList<>();
            for (; days < goal; days++) {
                List<Map<String, AttributeValue>> items =
                        generated.day(TODAY.minus(Duration.ofDays(days)), ATTEMPTS_A_DAY, days == 0 ? OPEN_TODAY : 0);
                if (days == 0) {
                    rerun = items.stream()
                            .filter(item -> item.containsKey(AttemptAttributes.RELAUNCHED_TASK_ID))
                            .findFirst()
                            .orElseThrow();
                }
                items.forEach(item -> sizes.add(ItemSize.of(item)));
                for (int start = 0; start < items.size(); start += 25) {
                    List<Map<String, AttributeValue>> batch = items.subList(start, Math.min(start + 25, items.size()));
                    written.add(writers.submit(() -> write(batch)));
                }
            }
            for (Future<?> batch : written) {
                batch.get();
            }
        }
    }

    private void write(List<Map<String, AttributeValue>> items) {
        List<WriteRequest> puts = items.stream()
                .map(item -> WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item).build())
                        .build())
                .toList();
        Map<String, List<WriteRequest>> left = clients.dynamoDb()
                .batchWriteItem(request -> request.requestItems(Map.of(TABLE, puts)))
                .unprocessedItems();
        if (!left.isEmpty()) {
            throw new IllegalStateException("DynamoDB Local did not take a batch");
        }
    }

    private void measure() {
        String task = rerun.get(AttemptAttributes.TASK_ID).s();
        Instant now = LAST_DAY.until();
        ask(
                "`show JOB`",
                table -> table.story(
                                JobReference.parse(
                                        rerun.get(AttemptAttributes.JOB_ID).s()),
                                now)
                        .orElseThrow()
                        .attempts()
                        .size());
        ask(
                "`show TASK` of a re-run",
                table -> table.story(JobReference.parse(task), now)
                        .orElseThrow()
                        .attempts()
                        .size());
        ask("`jobs --family F`, one day", table -> jobs(table, filter("family-3"), LAST_DAY, 1_000, now));
        ask(
                "`jobs --outcome EXHAUSTED`, one day",
                table -> jobs(table, filter(AskedState.EXHAUSTED), LAST_DAY, 1_000, now));
        ask("`jobs`, 50 of one day", table -> jobs(table, JobFilter.ALL, LAST_DAY, 50, now));
        ask("`jobs --cause C` without any, seven days", table -> jobs(table, rare(), LAST_WEEK, 50, now));
        ask("`pending`", table -> table.listings().pending().size());
        ask(
                "`stats --family F`, one day",
                table -> Statistics.count(
                                whole(table, table.ofFamily("family-3", LAST_DAY)),
                                Grouping.DAY,
                                JobFilter.ALL,
                                now,
                                ZoneOffset.UTC)
                        .finish()
                        .all()
                        .jobs());
        ask(
                "`export --family F`, one day",
                table -> Math.toIntExact(
                        table.items("family-3", LAST_DAY, () -> read -> {}).count()));
        askOnce(
                "`stats`, one day: a scan",
                table -> Statistics.count(
                                whole(table, table.scan(LAST_DAY, read -> {})),
                                Grouping.DAY,
                                JobFilter.ALL,
                                now,
                                ZoneOffset.UTC)
                        .finish()
                        .all()
                        .jobs());
    }

    private static Stream<ListedAttempt> whole(AuditTable table, Stream<ListedAttempt> attempts) {
        return WholeJobs.of(attempts, table::attempts, false);
    }

    private static JobFilter filter(String family) {
        return new JobFilter(family, null, List.of(), null);
    }

    private static JobFilter filter(AskedState state) {
        return new JobFilter(null, null, List.of(state), null);
    }

    private static JobFilter rare() {
        return new JobFilter(null, null, List.of(), "gpu");
    }

    private static int jobs(AuditTable table, JobFilter filter, TimeRange range, int limit, Instant now) {
        return JobListing.of(
                        table.listings().newestFirst(filter, range, range.since(), limit, day -> {}),
                        attempt -> attempt,
                        filter,
                        limit,
                        now)
                .jobs()
                .size();
    }

    private void ask(String question, ToIntFunction<AuditTable> answer) {
        ask(question, RUNS, answer);
    }

    /** A question that takes minutes. */
    private void askOnce(String question, ToIntFunction<AuditTable> answer) {
        ask(question, 1, answer);
    }

    private void ask(String question, int runs, ToIntFunction<AuditTable> answer) {
        List<Long> nanos = new ArrayList<>();
        double units = 0;
        int found = 0;
        for (int run = 0; run < runs; run++) {
            // Not closed, because that would close the shared client.
            AuditTable table = new AuditTable(clients.dynamoDb(), TABLE);
            long start = System.nanoTime();
            found = answer.applyAsInt(table);
            nanos.add(System.nanoTime() - start);
            units = table.readUnits();
        }
        nanos.sort(null);
        rows.computeIfAbsent(question, any -> new ArrayList<>())
                .add(String.format(Locale.ROOT, "%d | %.1f | %.0f ms", found, units, nanos.get(runs / 2) / 1e6));
    }

    private void print(List<Integer> steps) {
        out.print("| question |");
        steps.forEach(step -> out.printf(Locale.ROOT, " found at %,d | units | time |", step * ATTEMPTS_A_DAY));
        out.println("\n|---|" + "--:|--:|--:|".repeat(steps.size()));
        rows.forEach((question, figures) -> out.println("| " + question + " | " + String.join(" | ", figures) + " |"));
        sizes.sort(null);
        out.printf(
                Locale.ROOT,
                "%n%,d items: median %,d bytes, 99 %% up to %,d, largest %,d%n",
                sizes.size(),
                sizes.get(sizes.size() / 2),
                sizes.get(sizes.size() * 99 / 100),
                sizes.getLast());
    }
}
