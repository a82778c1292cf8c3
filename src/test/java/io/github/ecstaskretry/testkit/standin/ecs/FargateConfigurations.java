package io.github.ecstaskretry.testkit.standin.ecs;

import java.util.Map;

/** Which pairs of CPU units and MiB Fargate takes: from twice the CPU units on, up to a most, in steps (Amazon ECS developer guide). */
final class FargateConfigurations {

    private record Memory(long most, long step) {}

    private static final Map<Long, Memory> BY_CPU = Map.of(
            512L, new Memory(4_096, 1_024),
            1_024L, new Memory(8_192, 1_024),
            2_048L, new Memory(16_384, 1_024),
            4_096L, new Memory(30_720, 1_024),
            8_192L, new Memory(61_440, 4_096),
            16_384L, new Memory(122_880, 8_192));

    private FargateConfigurations() {}

    static boolean has(long cpu, long memory) {
        if (cpu == 256) {
            return memory == 512 || memory == 1_024 || memory == 2_048;
        }
        if (cpu == 32_768) {
            return memory == 61_440 || memory == 122_880 || memory == 249_856;
        }
        Memory row = BY_CPU.get(cpu);
        return row != null && memory >= 2 * cpu && memory <= row.most() && memory % row.step() == 0;
    }
}
