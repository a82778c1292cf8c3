package io.github.ecstaskretry.cli.aws.table;

import static io.github.ecstaskretry.store.AttemptAttributes.BY_FAMILY;
import static io.github.ecstaskretry.store.AttemptAttributes.BY_OUTCOME;
import static io.github.ecstaskretry.store.AttemptAttributes.BY_TASK;
import static io.github.ecstaskretry.store.AttemptAttributes.FAMILY;
import static io.github.ecstaskretry.store.AttemptAttributes.JOB_ID;
import static io.github.ecstaskretry.store.AttemptAttributes.OUTCOME_DAY;
import static io.github.ecstaskretry.store.AttemptAttributes.PENDING;
import static io.github.ecstaskretry.store.AttemptAttributes.PENDING_SHARD;
import static io.github.ecstaskretry.store.AttemptAttributes.RELAUNCHED_TASK_ID;
import static io.github.ecstaskretry.store.AttemptAttributes.STOPPED_AT;

import io.github.ecstaskretry.cli.audit.JobFilter;
import io.github.ecstaskretry.cli.audit.JobReference;
import io.github.ecstaskretry.cli.audit.JobState;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.audit.ListedAttempt;
import io.github.ecstaskretry.cli.audit.NewestFirst;
import io.github.ecstaskretry.cli.audit.TimeRange;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.UnreadableAttempt;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.store.AttemptItem;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.Pages;
import io.github.ecstaskretry.store.PendingShard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Reads the attempts table for people. Everything is queried, page by page as it is asked for, but for what is named a scan.
 * Everything throws {@link UnreadableTableException} when the table cannot be read, and some of it as late as when the page
 * is asked for.
 */
public final class AuditTable implements AutoCloseable {

    /** Below that a page costs little more than the call. */
    private static final int SMALLEST_PAGE = 50;

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final TableReader reader;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Reads with a client that {@link #close} closes. */
    public AuditTable(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.reader = new TableReader(dynamoDb, table);
    }

    /** Connects. */
    public static AuditTable open(AwsConnection aws, String table) {
        try {
            return new AuditTable(aws.client(DynamoDbClient.builder()), table);
        } catch (SdkException e) {
            throw new UnreadableTableException(table, "dynamodb:Query", e);
        }
    }

    /** What reading has cost so far, in DynamoDB's read request units. */
    public double readUnits() {
        return reader.readUnits();
    }

    /** The attempts that were found so far and cannot be read: they are left out of every answer. */
    public List<UnreadableAttempt> unreadable() {
        return reader.unreadable();
    }

    /** The attempts of a family that stopped in that time, newest first. */
    public Iterator<ListedAttempt> ofFamily(String family, TimeRange range) {
        return listed(stopped(query(BY_FAMILY, FAMILY, family), range));
    }

    /**
     * The attempts that a listing of jobs is made of, newest first: of a family all of them, else those that wait or are in
     * flight and those that ended a job, first-time successes excepted.
     *
     * @param openSince from when on those that wait or are in flight have stopped, if that is earlier than the range; of a family
     *     only where their states are asked for
     * @param jobs how many will do, so that no more is read, and paid for, than about as many attempts of each stream
     * @param progress is told each day whose outcomes are asked for, before they are
     */
    public Iterator<ListedAttempt> newestFirst(
            JobFilter filter, TimeRange range, Instant openSince, int jobs, Consumer<LocalDate> progress) {
        int page = Math.clamp(2L * jobs, SMALLEST_PAGE, QueryPages.LARGEST_LIMIT);
        boolean open = filter.takesAny(Set.of(JobState.WAITING, JobState.RUNNING));
        List<Iterator<ListedAttempt>> streams = new ArrayList<>();
        String family = filter.family();
        if (family != null) {
            streams.add(listed(stopped(query(BY_FAMILY, FAMILY, family), range).limit(page)));
            if (open && !filter.states().isEmpty() && openSince.isBefore(range.since())) {
                streams.add(pending(new TimeRange(openSince, range.since()), family));
            }
            return streams.size() == 1 ? streams.getFirst() : NewestFirst.merge(streams);
        }
        if (open) {
            streams.add(pending(
                    new TimeRange(openSince.isBefore(range.since()) ? openSince : range.since(), range.until()), null));
        }
        if (!outcomes(filter).isEmpty()) {
            streams.add(NewestFirst.chain(range.daysNewestFirst().stream()
                    .<Supplier<Iterator<ListedAttempt>>>map(day -> () -> {
                        progress.accept(day);
                        return ended(filter, day, range, page);
                    })
                    .toList()));
        }
        return NewestFirst.merge(streams);
    }

    /** How many queries {@link #newestFirst} may come to for what ended, one for each outcome and day. */
    public static int queriesForWhatEnded(JobFilter filter, TimeRange range) {
        return filter.family() == null
                ? outcomes(filter).size() * range.daysNewestFirst().size()
                : 0;
    }

    private static List<Outcome> outcomes(JobFilter filter) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome != Outcome.RECOVERED) // The index has SUCCEEDED for both.
                .filter(outcome -> filter.takesAny(Set.of(JobState.ended(outcome))))
                .toList();
    }

    private Iterator<ListedAttempt> ended(JobFilter filter, LocalDate day, TimeRange range, int page) {
        return NewestFirst.merge(sideBySide(outcomes(filter).stream()
                .map(outcome -> ended(outcome, day, range, page))
                .toList()));
    }

    /** The attempts that ended jobs that way, on that day in UTC and in that time, newest first; no first-time successes. */
    private Iterator<ListedAttempt> ended(Outcome outcome, LocalDate day, TimeRange range, int page) {
        return listed(stopped(query(BY_OUTCOME, OUTCOME_DAY, AttemptItem.outcomeDay(outcome, day)), range)
                .limit(page));
    }

    private Iterator<ListedAttempt> pending(TimeRange stopped, @Nullable String family) {
        return NewestFirst.sorted(pending().stream()
                .filter(attempt -> stopped.contains(attempt.times().stoppedAt()))
                .filter(attempt ->
                        family == null || family.equals(attempt.subject().family()))
                .toList());
    }

    /** The attempts whose next one waits or is in flight, in no order. */
    public List<ListedAttempt> pending() {
        List<ListedAttempt> pending = new ArrayList<>();
        sideBySide(PendingShard.ofRetries().stream()
                        .map(shard -> listed(query(PENDING, PENDING_SHARD, shard)))
                        .toList())
                .forEach(shard -> shard.forEachRemaining(pending::add));
        return pending;
    }

    /** The attempts of a job, in order; none when the table has no such job. */
    public List<KeptAttempt> job(String jobId) {
        return all(reader.query(query(null, JOB_ID, jobId), AttemptItem::readKept));
    }

    /**
     * The story of the job that is named; empty when the table has none.
     *
     * @throws UnreadableTableException also when the job's newest attempt cannot be read, without which nobody knows where it stands
     */
    public Optional<JobStory> story(JobReference named) {
        Optional<JobStory> story = story(named.id());
        return story.isPresent() || named.certain()
                ? story
                : jobOfRerun(named.id()).or(named::jobOfExecution).flatMap(this::story);
    }

    private Optional<JobStory> story(String jobId) {
        List<KeptAttempt> attempts = job(jobId);
        int newest =
                attempts.isEmpty() ? -1 : attempts.getLast().recorded().id().number();
        List<UnreadableAttempt> unreadable = unreadable().stream()
                .filter(attempt -> attempt.jobId().equals(jobId))
                .toList();
        Optional<UnreadableAttempt> newer =
                unreadable.stream().filter(attempt -> attempt.number() > newest).findFirst();
        if (newer.isPresent()) {
            throw new UnreadableTableException(
                    newer.get().sentence() + "; 'ecs-retry export --family FAMILY' writes it as it stands");
        }
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(new JobStory(
                        attempts,
                        unreadable.stream().map(UnreadableAttempt::number).collect(Collectors.toSet())));
    }

    /** The items of the family's jobs that had a stop in that time, whole jobs, as they stand in the table. */
    public Iterator<Map<String, Object>> itemsOfFamily(String family, TimeRange range) {
        Set<String> seen = new HashSet<>();
        return new Pages<>(
                reader.query(stopped(query(BY_FAMILY, FAMILY, family), range), AuditTable::jobId),
                jobId -> seen.add(jobId) ? all(reader.query(query(null, JOB_ID, jobId), PlainItem::of)) : List.of());
    }

    /** The job's newest attempt. */
    public Optional<ListedAttempt> newest(String jobId) {
        return first(listed(query(null, JOB_ID, jobId).scanIndexForward(false).limit(1)));
    }

    /** The attempts of a job as a listing has them. */
    public List<ListedAttempt> attempts(String jobId) {
        return all(listed(query(null, JOB_ID, jobId)));
    }

    /** The job that a re-run's task belongs to. */
    public Optional<String> jobOfRerun(String taskId) {
        return first(reader.query(query(BY_TASK, RELAUNCHED_TASK_ID, taskId).limit(1), AuditTable::jobId));
    }

    private static String jobId(Map<String, AttributeValue> item) {
        return new ItemReader(item).text(JOB_ID);
    }

    /**
     * Scans the index of families: every attempt, in no order. Costs what the index holds, not what is found.
     *
     * @param progress is told how many attempts have been read, page by page
     */
    public Iterator<ListedAttempt> scan(TimeRange range, IntConsumer progress) {
        return reader.scan(scanOf(range).indexName(BY_FAMILY), ListedAttemptItem::read, progress);
    }

    /**
     * The same with the table itself: every item with all of its attributes.
     *
     * @throws UnreadableTableException at once when the table holds something else, which a scan would cost and not tell
     */
    public Iterator<Map<String, Object>> scanItems(TimeRange range, IntConsumer progress) {
        if (holdsSomethingElse()) {
            throw new UnreadableTableException(
                    "the table '" + table
                            + "' holds something else: its key is not that of attempts; give the stack's output TableName to --table");
        }
        return reader.scan(scanOf(range), PlainItem::of, progress);
    }

    /** False where nobody may say: who may scan need not be allowed to describe. */
    private boolean holdsSomethingElse() {
        try {
            return dynamoDb.describeTable(request -> request.tableName(table)).table().keySchema().stream()
                    .noneMatch(key -> key.attributeName().equals(JOB_ID));
        } catch (SdkException e) {
            return false;
        }
    }

    /** Whether DynamoDB, which counts about every six hours, last found nothing in the table (API reference, TableDescription). */
    public boolean seemsEmpty() {
        return reader.itemCount() == 0;
    }

    private List<Iterator<ListedAttempt>> sideBySide(List<Iterator<ListedAttempt>> streams) {
        return Begun.all(streams, threads);
    }

    private Iterator<ListedAttempt> listed(QueryRequest.Builder query) {
        return reader.query(query, ListedAttemptItem::read);
    }

    private QueryRequest.Builder query(@Nullable String index, String key, String value) {
        return QueryRequest.builder()
                .tableName(table)
                .indexName(index)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", key))
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(value)));
    }

    /** Newest first. BETWEEN includes both ends; times have milliseconds, so that the last one is one earlier. */
    private static QueryRequest.Builder stopped(QueryRequest.Builder query, TimeRange range) {
        QueryRequest of = query.build();
        return query.scanIndexForward(false)
                .keyConditionExpression("#key = :key AND " + STOPPED_AT + " BETWEEN :since AND :last")
                .expressionAttributeValues(Map.of(
                        ":key",
                        of.expressionAttributeValues().get(":key"),
                        ":since",
                        AttributeValue.fromS(Timestamps.format(range.since())),
                        ":last",
                        AttributeValue.fromS(Timestamps.format(range.until().minusMillis(1)))));
    }

    private ScanRequest.Builder scanOf(TimeRange range) {
        return ScanRequest.builder()
                .tableName(table)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .filterExpression(STOPPED_AT + " >= :since AND " + STOPPED_AT + " < :until")
                .expressionAttributeValues(Map.of(
                        ":since",
                        AttributeValue.fromS(Timestamps.format(range.since())),
                        ":until",
                        AttributeValue.fromS(Timestamps.format(range.until()))));
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
