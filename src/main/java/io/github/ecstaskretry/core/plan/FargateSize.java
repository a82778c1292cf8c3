package io.github.ecstaskretry.core.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A combination of CPU and memory that Fargate supports (Amazon ECS developer guide, "Task CPU and memory",
 * docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size).
 *
 * @param cpu in CPU units, of which a vCPU has 1,024
 * @param memory in MiB
 */
public record FargateSize(long cpu, long memory) {

    private static final long GIB = 1024;

    /** More vCPUs need Linux. */
    private static final long MOST_CPU_ON_WINDOWS = 4096;

    /** One vCPU is the least on Windows. */
    private static final long LEAST_CPU_ON_WINDOWS = 1024;

    /** All combinations, ordered by CPU and then by memory. */
    public static final List<FargateSize> ALL = List.of(
                    new Row(256, LongStream.of(512, GIB, 2 * GIB)),
                    new Row(512, gib(1, 4, 1)),
                    new Row(1024, gib(2, 8, 1)),
                    new Row(2048, gib(4, 16, 1)),
                    new Row(4096, gib(8, 30, 1)),
                    new Row(8192, gib(16, 60, 4)),
                    new Row(16384, gib(32, 120, 8)),
                    new Row(32768, LongStream.of(60 * GIB, 120 * GIB, 244 * GIB)))
            .stream()
            .flatMap(row -> row.memory().mapToObj(memory -> new FargateSize(row.cpu(), memory)))
            .toList();

    private record Row(long cpu, LongStream memory) {}

    private static LongStream gib(long from, long to, long step) {
        return LongStream.iterate(from, gib -> gib <= to, gib -> gib + step).map(gib -> gib * GIB);
    }

    /**
     * The first size with at least as much memory, and with no less CPU; without one, the size with the most memory.
     *
     * @param memory in MiB
     * @param most the maximum memory, in MiB
     * @param windows whether the task runs on Windows
     * @return empty if each size with this much CPU has more memory than the maximum
     */
    static Optional<FargateSize> atLeast(long cpu, long memory, long most, boolean windows) {
        List<FargateSize> sizes = ALL.stream()
                .filter(size -> size.cpu >= cpu && size.memory <= most)
                .filter(size -> !windows || (size.cpu >= LEAST_CPU_ON_WINDOWS && size.cpu <= MOST_CPU_ON_WINDOWS))
                .toList();
        return sizes.stream()
                .filter(size -> size.memory >= memory)
                .findFirst()
                .or(() -> sizes.stream()
                        .max(Comparator.comparingLong(FargateSize::memory)
                                .thenComparing(Comparator.comparingLong(FargateSize::cpu)
                                        .reversed())));
    }
}
