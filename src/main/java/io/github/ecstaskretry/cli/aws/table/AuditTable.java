package io.github.ecstaskretry.cli.aws.table;

import io.github.ecstaskretry.cli.audit.JobReference;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.UnreadableAttempt;
import io.github.ecstaskretry.store.AttemptAttributes;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.ItemReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads the attempts table for people. Every method queries, except those named scan. Iterators read a page when it is needed. If the
 * table cannot be read, methods and iterators throw an {@link UnreadableTableException}.
 */
public final class AuditTable implements AutoCloseable {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final TableRequests requests;
    private final TableReader reader;
    private final JobListingReader listings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Reads with a client that {@link #close} closes. */
    public AuditTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.requests = new TableRequests(table);
        this.reader = new TableReader(dynamoDb, table);
        this.listings = new JobListingReader(reader, requests, threads);
    }

    /** Connects. */
    public static AuditTable open(AwsConnection aws, String table) {
        try {
            return new AuditTable(aws.client(DynamoDbClient.builder()), table);
        } catch (SdkException e) {
            throw new UnreadableTableException(table, "dynamodb:Query", e);
        }
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
    public Iterator<ListedAttempt> ofFamily(String family, TimeRange range) {
        return listed(requests.family(family, range));
    }

    /** What jobs are listed from. */
    public JobListingReader listings() {
        return listings;
    }

    /**
     * The story of a job; empty if the table has no such job.
     *
     * @throws UnreadableTableException also if the job's newest attempt cannot be read, because it decides the job's state
     */
    public Optional<JobStory> story(JobReference named) {
        Optional<JobStory> story = story(named.id());
        return story.isPresent() || named.certain()
                ? story
                : jobOfRerun(named.id()).or(named::jobOfExecution).flatMap(this::story);
    }

    private Optional<JobStory> story(String jobId) {
        List<KeptAttempt> attempts = all(reader.query(requests.job(jobId), AttemptItem::readKept));
        int newest =
                attempts.isEmpty() ? -1 : attempts.getLast().recorded().id().number();
        List<UnreadableAttempt> unreadable = unreadable().stream()
                .filter(attempt -> attempt.jobId().equals(jobId))
                .toList();
        unreadable.stream()
                .filter(attempt -> attempt.number() > newest)
                .findFirst()
                .ifPresent(newer -> {
                    throw new UnreadableTableException(
                            newer.sentence() + "; 'ecs-retry export --family FAMILY' writes it as it stands");
                });
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(new JobStory(
                        attempts,
                        unreadable.stream().map(UnreadableAttempt::number).collect(Collectors.toSet())));
    }

    /** The items, as stored, of all attempts of the family's jobs that had a stop in the period. */
    public Iterator<Map<String, Object>> itemsOfFamily(String family, TimeRange range) {
        Set<String> seen = new HashSet<>();
        return new Pages<>(
                reader.query(requests.family(family, range), AuditTable::jobId),
                jobId -> seen.add(jobId)
                        ? reader.query(requests.job(jobId), PlainItem::of)
                        : List.<Map<String, Object>>of().iterator());
    }

    /** The job's newest attempt. */
    public Optional<ListedAttempt> newest(String jobId) {
        return first(listed(requests.job(jobId).scanIndexForward(false).limit(1)));
    }

    /** The attempts of a job. */
    public List<ListedAttempt> attempts(String jobId) {
        return all(listed(requests.job(jobId)));
    }

    private Optional<String> jobOfRerun(String taskId) {
        return first(reader.query(requests.rerun(taskId).limit(1), AuditTable::jobId));
    }

    private static String jobId(Map<String, AttributeValue> item) {
        return new ItemReader(item).text(AttemptAttributes.JOB_ID);
    }

    /**
     * Scans the index by-family for every attempt of the period, in no order. Costs as much as the index holds.
     *
     * @param progress gets, after every page, the number of attempts read so far
     */
    public Iterator<ListedAttempt> scan(TimeRange range, IntConsumer progress) {
        return reader.scan(
                requests.scan(range).indexName(AttemptAttributes.BY_FAMILY), ListedAttemptItem::read, progress);
    }

    /**
     * Scans the table for every item of the period, with all attributes.
     *
     * @throws UnreadableTableException at once if this is not an attempts table, which a scan would pay for without noticing
     */
    public Iterator<Map<String, Object>> scanItems(TimeRange range, IntConsumer progress) {
        boolean another = reader.describe().stream()
                .anyMatch(found -> found.keySchema().stream()
                        .noneMatch(key -> key.attributeName().equals(AttemptAttributes.JOB_ID)));
        if (another) {
            throw new UnreadableTableException(
                    "the table '" + table
                            + "' is not an attempts table, because its key differs; give the stack's output TableName to --table");
        }
        return reader.scan(requests.scan(range), PlainItem::of, progress);
    }

    /** Whether DynamoDB last counted no items, which it does about every six hours (API reference, TableDescription). */
    public boolean seemsEmpty() {
        return reader.describe().filter(found -> found.itemCount() == 0).isPresent();
    }

    private Iterator<ListedAttempt> listed(QueryRequest.Builder query) {
        return reader.query(query, ListedAttemptItem::read);
    }

    private static <T> List<T> all(Iterator<T> found) {
        List<T> all = new ArrayList<>();
        found.forEachRemaining(all::add);
        return all;
    }

    private static <T> Optional<T> first(Iterator<T> found) {
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        dynamoDb.close();
    }
}
