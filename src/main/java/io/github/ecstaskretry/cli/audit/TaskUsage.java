package io.github.ecstaskretry.cli.audit;

import java.time.Duration;
import java.time.Instant;

/**
 * The CPU and memory that tasks used while they ran. Fargate charges a little more, because it counts from the image pull and at least
 * a minute (https://aws.amazon.com/fargate/pricing/).
 *
 * @param cpuSeconds CPU units, of which a vCPU has 1,024, times seconds
 * @param memorySeconds MiB times seconds
 * @param unsized of the tasks, those whose CPU or memory is unknown
 */
public record TaskUsage(int tasks, long seconds, long cpuSeconds, long memorySeconds, int unsized) {

    static final TaskUsage NONE = new TaskUsage(0, 0, 0, 0, 0);

    private static final double HOUR = Duration.ofHours(1).toSeconds();

    /** The price of an hour, in any currency. */
    public record Price(double vcpuHour, double gbHour) {}

    static TaskUsage of(ListedAttempt attempt) {
        Instant startedAt = attempt.startedAt();
        if (startedAt == null || attempt.task() == null) {
            return NONE;
        }
        long seconds =
                Math.max(0, Duration.between(startedAt, attempt.stoppedAt()).toSeconds());
        Long cpu = attempt.size().cpu();
        Long memory = attempt.size().memory();
        return new TaskUsage(
                1,
                seconds,
                cpu == null ? 0 : cpu * seconds,
                memory == null ? 0 : memory * seconds,
                cpu == null || memory == null ? 1 : 0);
    }

    TaskUsage plus(TaskUsage other) {
        return new TaskUsage(
                tasks + other.tasks,
                seconds + other.seconds,
                cpuSeconds + other.cpuSeconds,
                memorySeconds + other.memorySeconds,
                unsized + other.unsized);
    }

    public double taskHours() {
        return seconds / HOUR;
    }

    public double vcpuHours() {
        return cpuSeconds / HOUR / 1024;
    }

    public double gbHours() {
        return memorySeconds / HOUR / 1024;
    }

    /** Without the tasks of unknown size. */
    public double cost(Price price) {
        return vcpuHours() * price.vcpuHour() + gbHours() * price.gbHour();
    }
}
