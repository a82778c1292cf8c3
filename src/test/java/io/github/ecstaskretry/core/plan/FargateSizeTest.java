package io.github.ecstaskretry.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.policy.LaunchChange.MoreMemory;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class FargateSizeTest {

    private static final long MOST = 249_856;

    @Provide
    Arbitrary<FargateSize> sizes() {
        return Arbitraries.of(FargateSize.ALL);
    }

    private static Optional<FargateSize> next(FargateSize size, double factor, long max, boolean windows) {
        return FargateSize.atLeast(size.cpu(), new MoreMemory(factor, max).enough(size.memory()), max, windows);
    }

    @Property
    void isAValidPairOfEnoughMemoryOrTheMostThatTheMaxAllows(
            @ForAll("sizes") FargateSize size,
            @ForAll @DoubleRange(min = 1.01, max = 10) double factor,
            @ForAll @LongRange(min = 256, max = 300_000) long max,
            @ForAll boolean windows) {
        next(size, factor, max, windows).ifPresent(next -> {
            assertThat(FargateSize.ALL).contains(next);
            assertThat(next.memory()).isLessThanOrEqualTo(max);
            assertThat(next.cpu()).isGreaterThanOrEqualTo(size.cpu());
            if (windows) {
                assertThat(next.cpu()).isBetween(1024L, 4096L);
            }
            if (next.memory() < size.memory() * factor) {
                assertThat(FargateSize.ALL)
                        .filteredOn(other -> other.cpu() >= size.cpu() && other.memory() <= max)
                        .filteredOn(other -> !windows || other.cpu() <= 4096)
                        .allSatisfy(other -> assertThat(other.memory()).isLessThanOrEqualTo(next.memory()));
            }
        });
    }

    @Property
    void neverShrinksWithTheFactorOrTheMax(
            @ForAll("sizes") FargateSize size,
            @ForAll @DoubleRange(min = 1.01, max = 10) double factor,
            @ForAll @DoubleRange(min = 1, max = 3) double more,
            @ForAll @LongRange(min = 256, max = 300_000) long max) {
        long memory = next(size, factor, max, false).map(FargateSize::memory).orElse(0L);

        assertThat(next(size, factor * more, max, false)
                        .map(FargateSize::memory)
                        .orElse(0L))
                .isGreaterThanOrEqualTo(memory);
        assertThat(next(size, factor, (long) (max * more), false)
                        .map(FargateSize::memory)
                        .orElse(0L))
                .isGreaterThanOrEqualTo(memory);
    }

    @Example
    void isTheNextOneInTheTable() {
        assertThat(next(new FargateSize(256, 512), 1.5, MOST, false)).contains(new FargateSize(256, 1024));
        assertThat(next(new FargateSize(256, 2048), 1.5, MOST, false)).contains(new FargateSize(512, 3072));
        assertThat(next(new FargateSize(4096, 30_720), 1.1, MOST, false)).contains(new FargateSize(8192, 36_864));
        assertThat(next(new FargateSize(16_384, 122_880), 1.1, MOST, false)).contains(new FargateSize(32_768, MOST));
        assertThat(next(new FargateSize(4096, 30_720), 2, MOST, true)).contains(new FargateSize(4096, 30_720));
        assertThat(next(new FargateSize(1024, 2048), 2, 1024, false)).isEmpty();
    }

    @Example
    void areAsManyAsTheTableHas() {
        assertThat(FargateSize.ALL)
                .hasSize(3 + 4 + 7 + 13 + 23 + 12 + 12 + 3)
                .startsWith(new FargateSize(256, 512), new FargateSize(256, 1024), new FargateSize(256, 2048))
                .endsWith(
                        new FargateSize(32_768, 61_440),
                        new FargateSize(32_768, 122_880),
                        new FargateSize(32_768, MOST));
    }
}
