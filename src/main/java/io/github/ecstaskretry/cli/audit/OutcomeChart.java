package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.audit.Statistics.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Jobs by the hour or day of their last stop, and by how they ended. */
record OutcomeChart(ChronoUnit unit, List<Column> columns) {

    /** A period of up to this length is shown by the hour. */
    private static final Duration HOURLY = Duration.ofDays(3);

    private static final int MOST_COLUMNS = 100;
    private static final int TICKS = 6;

    /** How jobs end, the worst first. */
    enum Ending {
        LOST("lost"),
        OPEN("open"),
        OBSERVED("only observed"),
        RECOVERED("recovered"),
        FIRST_TIME("succeeded at once");

        private final String phrase;

        Ending(String phrase) {
            this.phrase = phrase;
        }

        static Ending of(Job job) {
            JobState state = job.state();
            if (state == JobState.SUCCEEDED) {
                return job.attempts() == 1 ? FIRST_TIME : RECOVERED;
            }
            return state == JobState.OBSERVED ? OBSERVED : state.open() ? OPEN : LOST;
        }

        /** The word for people, after a number. */
        public String phrase() {
            return phrase;
        }

        public int count(Figures figures) {
            return switch (this) {
                case LOST -> figures.lost();
                case OPEN -> figures.open();
                case OBSERVED -> figures.observed();
                case RECOVERED -> figures.recovered();
                case FIRST_TIME -> figures.firstTime();
            };
        }

        /** The name in style sheets. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The jobs of an hour or a day.
     *
     * @param tick the hour or day as the axis shows it; empty if it is not marked
     * @param day the day of a marked hour, if the mark before it is of another day; else empty
     */
    record Column(String label, String tick, String day, Map<Ending, Integer> jobs) {

        Column {
            jobs = Map.copyOf(jobs);
        }

        public int count(Ending end) {
            return jobs.getOrDefault(end, 0);
        }

        /** The jobs whose first attempt failed. */
        public int failedFirst() {
            return total() - count(Ending.FIRST_TIME);
        }

        public int total() {
            return jobs.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    OutcomeChart {
        columns = List.copyOf(columns);
    }

    /** Counts jobs one by one. */
    static final class Counting {

        private final ZoneId zone;
        private final SortedMap<LocalDateTime, Map<Ending, Integer>> hours = new TreeMap<>();

        Counting(ZoneId zone) {
            this.zone = zone;
        }

        void add(Job job) {
            hours.computeIfAbsent(hour(job.newest().stoppedAt()), hour -> new EnumMap<>(Ending.class))
                    .merge(Ending.of(job), 1, Integer::sum);
        }

        private LocalDateTime hour(Instant time) {
            return LocalDateTime.ofInstant(time, zone).truncatedTo(ChronoUnit.HOURS);
        }

        /** A column for each hour or day of the period; for a long period only from the first job to the last. */
        OutcomeChart finish(TimeRange range, Instant now) {
            if (hours.isEmpty()) {
                return new OutcomeChart(ChronoUnit.DAYS, List.of());
            }
            Instant end = range.until().isAfter(now) ? now : range.until();
            LocalDateTime first = earlier(hour(range.since()), hours.firstKey());
            LocalDateTime last = later(hour(end.minusNanos(1)), hours.lastKey());
            ChronoUnit unit = Duration.between(first, last).compareTo(HOURLY) <= 0 ? ChronoUnit.HOURS : ChronoUnit.DAYS;
            if (unit.between(first.truncatedTo(unit), last.truncatedTo(unit)) >= MOST_COLUMNS) {
                first = hours.firstKey();
                last = hours.lastKey();
            }
            List<LocalDateTime> starts = new ArrayList<>();
            for (LocalDateTime at = first.truncatedTo(unit); !at.isAfter(last); at = at.plus(1, unit)) {
                starts.add(at);
            }
            return new OutcomeChart(unit, columns(starts, unit));
        }

        private List<Column> columns(List<LocalDateTime> starts, ChronoUnit unit) {
            List<Column> columns = new ArrayList<>();
            int step = Math.ceilDiv(starts.size(), TICKS);
            boolean hourly = unit == ChronoUnit.HOURS;
            DateTimeFormatter label = format(hourly ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd");
            DateTimeFormatter tick = format(hourly ? "HH:mm" : "MM-dd");
            for (int i = 0; i < starts.size(); i++) {
                LocalDateTime start = starts.get(i);
                // The last columns have too little room for a mark.
                boolean marked = i % step == 0 && i + step / 2 < starts.size();
                boolean newDay = hourly
                        && marked
                        && (i == 0 || !starts.get(i - step).toLocalDate().equals(start.toLocalDate()));
                columns.add(new Column(
                        label.format(start),
                        marked ? tick.format(start) : "",
                        newDay ? format("MM-dd").format(start) : "",
                        sum(hours.subMap(start, start.plus(1, unit)).values())));
            }
            return columns;
        }

        private static DateTimeFormatter format(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        }

        private static Map<Ending, Integer> sum(Collection<Map<Ending, Integer>> some) {
            Map<Ending, Integer> sum = new EnumMap<>(Ending.class);
            some.forEach(counts -> counts.forEach((end, jobs) -> sum.merge(end, jobs, Integer::sum)));
            return sum;
        }

        private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
            return one.isBefore(other) ? one : other;
        }

        private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
            return one.isAfter(other) ? one : other;
        }
    }

    public boolean hourly() {
        return unit == ChronoUnit.HOURS;
    }

    /** The highest number of jobs in a column whose first attempt failed. */
    public int mostFailedFirst() {
        return columns.stream().mapToInt(Column::failedFirst).max().orElse(0);
    }

    /** The highest number of jobs in a column that succeeded at the first attempt. */
    public int mostFirstTime() {
        return columns.stream()
                .mapToInt(column -> column.count(Ending.FIRST_TIME))
                .max()
                .orElse(0);
    }
}
