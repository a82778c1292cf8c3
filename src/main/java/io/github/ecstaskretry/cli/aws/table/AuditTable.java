package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobReference;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.Slowdowns;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.UnreadableException;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.UnreadableAttempt;
import io.github.ecstaskretry.store.AttemptAttributes;
import io.github.ecstaskretry.store.AttemptItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the attempts table for people. Every method queries, except those named scan. Streams read each page when it is needed. If the
 * table cannot be read, methods and streams throw an {@link UnreadableException}.
 */
public final class AuditTable implements AutoCloseable {

    /** How long after its end a job is found by the beginning of its id. */
    public static final Duration RECENT = Duration.ofDays(7);

    /** Clocks differ: a recent stop may be ahead of this machine's clock. */
    private static final Duration LEEWAY = Duration.ofMinutes(5);

    private static final TimeRange EVER = new TimeRange(Instant.EPOCH, Instant.parse("9999-12-31T00:00:00Z"));

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final TableReader reader;
    private final JobListingReader listings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Reads with a client that {@link #close} closes. */
    public AuditTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.reader = new TableReader(dynamoDb, table);
        this.listings = new JobListingReader(reader, threads);
    }

    public static AuditTable open(AwsConnection aws, String table) {
        try {
            return new AuditTable(aws.client(DynamoDbClient.builder()), table);
        } catch (SdkException e) {
            throw TableReader.unreadable(table, "dynamodb:Query", e);
        }
    }

    public String name() {
        return table;
    }

    /** The cost so far, in DynamoDB's read request units. */
    public double readUnits() {
        return reader.readUnits();
    }

    /** The attempts found so far that cannot be read. Every answer leaves them out. */
    public List<UnreadableAttempt> unreadable() {
        return reader.unreadable();
    }

    /** The attempts of a family that stopped in the period, newest first. */
    public Stream<ListedAttempt> ofFamily(String family, TimeRange range) {
        return reader.query(reader.family(family, range), TableItems::listed);
    }

    /** The pauses in force, and the paces of these policies that are behind. */
    public Slowdowns slowdowns(Collection<String> policies, Instant now) {
        try {
            return new SlowdownReader(dynamoDb, table).read(policies, now);
        } catch (SdkException e) {
            throw TableReader.unreadable(table, "dynamodb:GetItem", e);
        }
    }

    /** The id of the family's job that stopped last. */
    public Optional<String> lastOfFamily(String family) {
        return reader.query(reader.family(family, EVER).limit(1), TableItems::jobId)
                .findFirst();
    }

    public JobListingReader listings() {
        return listings;
    }

    /**
     * The story of a job; empty if the table has no such job. The beginning of an id is searched among the jobs that 'ecs-retry jobs'
     * lists: those that wait or run, and those that ended within {@link #RECENT}, except first-time successes.
     *
     * @throws IllegalArgumentException if the name is the beginning of several ids
     * @throws UnreadableException also if the job's newest attempt cannot be read, because it decides the job's state
     */
    public Optional<JobStory> story(JobReference named, Instant now) {
        Optional<JobStory> story = story(named.id());
        return story.isPresent() || named.certain()
                ? story
                : jobOfRerun(named.id())
                        .or(named::jobOfExecution)
                        .or(() -> jobWithBeginning(named, now))
                        .flatMap(this::story);
    }

    private Optional<String> jobWithBeginning(JobReference named, Instant now) {
        TimeRange recent = new TimeRange(now.minus(RECENT), now.plus(LEEWAY));
        return named.mayBeBeginning()
                ? named.jobWithBeginning(
                        listings.newestFirst(JobFilter.ALL, recent, Instant.EPOCH, TableReader.LARGEST_PAGE, day -> {}))
                : Optional.empty();
    }

    private Optional<JobStory> story(String jobId) {
        List<KeptAttempt> attempts = kept(jobId);
        int newest =
                attempts.isEmpty() ? -1 : attempts.getLast().recorded().id().number();
        List<UnreadableAttempt> unreadable = unreadable().stream()
                .filter(attempt -> attempt.jobId().equals(jobId))
                .toList();
        unreadable.stream()
                .filter(attempt -> attempt.number() > newest)
                .findFirst()
                .ifPresent(newer -> {
                    throw new UnreadableException(
                            newer.sentence() + "; 'ecs-retry export --family FAMILY' writes it as it stands");
                });
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(new JobStory(
                        attempts,
                        unreadable.stream().map(UnreadableAttempt::number).collect(Collectors.toSet())));
    }

    public Optional<ListedAttempt> newest(String jobId) {
        return reader.query(reader.job(jobId).scanIndexForward(false).limit(1), TableItems::listed)
                .findFirst();
    }

    public List<ListedAttempt> attempts(String jobId) {
        return reader.query(reader.job(jobId), TableItems::listed).toList();
    }

    private Optional<String> jobOfRerun(String taskId) {
        return reader.query(reader.rerun(taskId).limit(1), TableItems::jobId).findFirst();
    }

    /**
     * Scans the index by-family for every attempt of the period, in no order. Costs as much as the index holds. After every page,
     * {@code progress} gets the number of attempts read so far.
     */
    public Stream<ListedAttempt> scan(TimeRange range, IntConsumer progress) {
        return reader.scan(AttemptAttributes.BY_FAMILY, range, TableItems::listed, progress);
    }

    /**
     * The items, as stored, of the attempts of a family's jobs that had a stop in the period. Without a family, scans the table for every
     * item of the period.
     *
     * @param progress of a scan
     * @throws UnreadableException at once if this is not an attempts table, which a scan would pay for without noticing
     */
    public Stream<Map<String, Object>> items(@Nullable String family, TimeRange range, Supplier<IntConsumer> progress) {
        return whole(family, range, progress, TableItems::plain);
    }

    /** The same as attempts, with all that a replay needs. */
    public Stream<KeptAttempt> kept(@Nullable String family, TimeRange range, Supplier<IntConsumer> progress) {
        return whole(family, range, progress, AttemptItem::readKept);
    }

    private <T> Stream<T> whole(
            @Nullable String family,
            TimeRange range,
            Supplier<IntConsumer> progress,
            Function<Map<String, AttributeValue>, T> format) {
        if (family == null) {
            refuseAnotherTable();
            return reader.scan(null, range, format, progress.get());
        }
        return reader.query(reader.family(family, range), TableItems::jobId)
                .distinct()
                .flatMap(jobId -> reader.query(reader.job(jobId), format));
    }

    private void refuseAnotherTable() {
        boolean another = reader.describe().stream()
                .anyMatch(found -> found.keySchema().stream()
                        .noneMatch(key -> key.attributeName().equals(AttemptAttributes.JOB_ID)));
        if (another) {
            throw new UnreadableException(
                    "the table '" + table
                            + "' is not an attempts table, because its key differs; give the stack's output TableName to --table");
        }
    }

    public List<KeptAttempt> kept(String jobId) {
        return reader.query(reader.job(jobId), AttemptItem::readKept).toList();
    }

    /** The id of the table's account; null if the caller may not describe the table. */
    public @Nullable String account() {
        return reader.describe()
                .map(found -> found.tableArn().split(":", -1)[4])
                .orElse(null);
    }

    /** Whether DynamoDB last counted no items, which it does about every six hours (API reference, TableDescription). */
    public boolean seemsEmpty() {
        return reader.describe().filter(found -> found.itemCount() == 0).isPresent();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        dynamoDb.close();
    }
}
