package io.github.ecstaskretry.function.retry;

import io.github.ecstaskretry.LaunchEvent;
import io.github.ecstaskretry.core.learn.LaunchRecord;
import io.github.ecstaskretry.core.task.Arn;
import io.github.ecstaskretry.format.launch.LaunchRecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** CloudTrail's event history in memory: pages of two records, newest first. */
final class MemoryRecords implements LaunchRecords {

    private static final Arn OURS = Arn.of(LaunchEvent.STATE_MACHINE_ARN);

    private final List<LaunchRecord> records = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private RuntimeException failure;

    /** CloudTrail has this record from now on. */
    void has(String record) {
        records.add(LaunchRecordJson.read(record, OURS));
    }

    /** Every call fails; null: none does. */
    void fails(RuntimeException how) {
        failure = how;
    }

    /** The periods that were asked for, once a page, such as {@code 12:00:00 to 12:04:00}. */
    List<String> asked() {
        return asked;
    }

    @Override
    public Iterable<List<LaunchRecord>> between(Instant from, Instant to) {
        List<LaunchRecord> found = records.stream()
                .filter(record -> !record.at().isBefore(from) && !record.at().isAfter(to))
                .sorted(Comparator.comparing(LaunchRecord::at).reversed())
                .toList();
        return () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next == 0 || next < found.size();
            }

            @Override
            public List<LaunchRecord> next() {
                asked.add(time(from) + " to " + time(to));
                if (failure != null) {
                    throw failure;
                }
                next += 2;
                return found.subList(next - 2, Math.min(found.size(), next));
            }
        };
    }

    private static String time(Instant time) {
        return time.toString().substring(11, 19);
    }
}
