package io.github.ecstaskretry.function.aws;

import io.github.ecstaskretry.core.learn.LaunchRecord;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.format.event.MalformedEventException;
import io.github.ecstaskretry.format.launch.LaunchRecordJson;
import io.github.ecstaskretry.function.retry.LaunchRecords;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * Reads CloudTrail's event history with LookupEvents, which needs no trail and costs nothing. A call filters by one attribute and a
 * period, returns at most 50 records, newest first, and is limited to two a second for an account and Region (AWS CloudTrail API
 * reference, {@code LookupEvents}).
 */
public final class CloudTrailRecords implements LaunchRecords {

    /** Stays a little below the limit, because other callers share it. */
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(600);

    private static final LookupAttribute RUN_TASK = LookupAttribute.builder()
            .attributeKey(LookupAttributeKey.EVENT_NAME)
            .attributeValue("RunTask")
            .build();

    private final Supplier<CloudTrailClient> client;
    private final Arn ours;
    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private Instant nextCall = Instant.MIN;

    /** The client is built when it is first used, {@code ours} is any ARN of this account and Region, and {@code pause} waits. */
    public CloudTrailRecords(
            Supplier<CloudTrailClient> client, Arn ours, InstantSource clock, Consumer<Duration> pause) {
        this.client = client;
        this.ours = ours;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Iterable<List<LaunchRecord>> between(Instant from, Instant to) {
        return () -> new Pages(from, to);
    }

    private final class Pages implements Iterator<List<LaunchRecord>> {

        private final Instant from;
        private final Instant to;
        private @Nullable String token;
        private boolean begun;

        Pages(Instant from, Instant to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public boolean hasNext() {
            return !begun || token != null;
        }

        @Override
        public List<LaunchRecord> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            LookupEventsResponse page = page(from, to, token);
            begun = true;
            token = page.nextToken();
            return page.events().stream()
                    .map(Event::cloudTrailEvent)
                    .flatMap(CloudTrailRecords.this::read)
                    .toList();
        }
    }

    private LookupEventsResponse page(Instant from, Instant to, @Nullable String token) {
        Instant now = clock.instant();
        if (now.isBefore(nextCall)) {
            pause.accept(Duration.between(now, nextCall));
        }
        nextCall = clock.instant().plus(BETWEEN_CALLS);
        try {
            return client.get()
                    .lookupEvents(request -> request.lookupAttributes(RUN_TASK)
                            .startTime(from)
                            .endTime(to)
                            .nextToken(token));
        } catch (CloudTrailException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            throw code != null && code.startsWith("AccessDenied") ? new DeniedException(e) : e;
        }
    }

    private Stream<LaunchRecord> read(String record) {
        try {
            return Stream.of(LaunchRecordJson.read(record, ours));
        } catch (MalformedEventException e) {
            return Stream.empty();
        }
    }
}
