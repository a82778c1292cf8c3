package io.github.ecstaskretry.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.core.policy.LaunchChange.MoreMemory;
import io.github.ecstaskretry.core.task.TaskOverrides;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

class MemoryRaiseTest {

    private static final String KILLED = "OutOfMemoryError: Container killed due to memory usage";

    /** A task whose container {@code app} was killed for its memory, beside a sidecar. */
    private static TaskEvent task(String launchType, @Nullable Integer cpu, @Nullable Integer memory) {
        return TaskEvent.stopped("EssentialContainerExited", "Essential container in task exited")
                .container("app", 137, KILLED)
                .container("sidecar", 143, null)
                .with(detail -> {
                    detail.put("launchType", launchType);
                    detail.put("cpu", cpu == null ? null : cpu.toString());
                    detail.put("memory", memory == null ? null : memory.toString());
                });
    }

    private static TaskEvent limited(TaskEvent event, String container, String field, long memory) {
        return event.with(detail -> detail.path("containers").forEach(each -> {
            if (each.path("name").asText().equals(container)) {
                ((ObjectNode) each).put(field, Long.toString(memory));
            }
        }));
    }

    private static MemoryRaise raise(TaskEvent event, double factor, long max) {
        return MemoryRaise.of(event.task(), new MoreMemory(factor, max));
    }

    private static List<String> words(MemoryRaise raise) {
        return raise.changes().stream().map(change -> change.words()).toList();
    }

    @Example
    void aFargateTaskGetsTheNextSizeWithMoreCpuIfItMust() {
        assertThat(words(raise(task("FARGATE", 256, 1024), 2, 30_720))).containsExactly("memory 2048 instead of 1024");
        assertThat(words(raise(task("FARGATE", 256, 2048), 2, 30_720)))
                .containsExactly("memory 4096 instead of 2048", "cpu 512 instead of 256");
    }

    @Example
    void theKilledContainersOwnLimitGrowsWithItsFargateTask() {
        TaskEvent event =
                limited(limited(task("FARGATE", 1024, 2048), "app", "memory", 1500), "sidecar", "memory", 500);

        MemoryRaise raise = raise(event, 1.5, 30_720);

        assertThat(words(raise))
                .containsExactly("memory 3072 instead of 2048", "memory of container app 2250 instead of 1500");
        TaskOverrides overrides =
                raise.in(event.environment("app", "MODE", "full").task().overrides());
        assertThat(overrides.task()).isEqualTo(Map.of("memory", "3072"));
        assertThat(overrides.of("app").getFirst().other()).isEqualTo(Map.of("memory", 2250L));
        assertThat(overrides.of("app").getFirst().environment()).hasSize(1);
        assertThat(overrides.of("sidecar"))
                .allSatisfy(sidecar -> assertThat(sidecar.other()).isEmpty());
    }

    @Example
    void anOverriddenLimitIsTheContainersLimit() {
        TaskEvent event = limited(task("EC2", 0, 512), "app", "memory", 256)
                .override("app", override -> override.put("memory", 512));

        assertThat(words(raise(event, 2, 4096)))
                .containsExactly("memory 1024 instead of 512", "memory of container app 1024 instead of 512");
    }

    @Example
    void onEc2TheContainersLimitGrowsAndTheTasksOnlyIfItWouldBeTooSmall() {
        TaskEvent event = limited(task("EC2", 0, 2048), "app", "memory", 512);

        assertThat(words(raise(event, 2, 4096))).containsExactly("memory of container app 1024 instead of 512");
        assertThat(words(raise(event, 2, 800))).containsExactly("memory of container app 800 instead of 512");
    }

    @Example
    void onEc2TheTasksMemoryGrowsIfNoContainerHasItsOwn() {
        assertThat(words(raise(task("EC2", 512, 1024), 1.5, 4096))).containsExactly("memory 1536 instead of 1024");
        assertThat(raise(limited(task("EC2", 0, 128), "app", "memoryReservation", 128), 2, 4096)
                        .notes())
                .containsExactly("The event shows no limit of a container, so the memory stays.");
    }

    @Example
    void saysWhyTheMemoryStays() {
        assertThat(raise(task("FARGATE", 4096, 8192), 2, 8192).notes())
                .containsExactly("The memory stays at 8192, because the rule's max is 8192.");
        assertThat(raise(task("FARGATE", null, null), 2, 8192).notes())
                .containsExactly("The event does not contain the task's size, so the memory stays.");
        assertThat(raise(limited(task("EC2", 0, 512), "app", "memory", 512), 2, 256)
                        .notes())
                .containsExactly("The memory stays at 512, because the rule's max is 256.");
    }

    @Property(tries = 200)
    void theLimitsAlwaysFitIntoTheTask(
            @ForAll @LongRange(min = 6, max = 1400) long app,
            @ForAll @LongRange(min = 6, max = 600) long sidecar,
            @ForAll boolean fargate,
            @ForAll @DoubleRange(min = 1.01, max = 10) double factor,
            @ForAll @LongRange(min = 100, max = 300_000) long max) {
        TaskEvent event = task(fargate ? "FARGATE" : "EC2", 1024, 2048);
        limited(limited(event, "app", "memory", app), "sidecar", "memory", sidecar);

        MemoryRaise raise = raise(event, factor, max);

        long memory = Long.parseLong(String.valueOf(raise.task().getOrDefault("memory", "2048")));
        long limit = raise.containers().getOrDefault("app", app);
        assertThat(limit).isGreaterThanOrEqualTo(app);
        assertThat(limit + sidecar).isLessThanOrEqualTo(memory);
        assertThat(fargate ? memory : limit).isLessThanOrEqualTo(Math.max(max, fargate ? 2048 : app));
        assertThat(raise.notes().isEmpty()).isEqualTo(!raise.changes().isEmpty());
    }
}
