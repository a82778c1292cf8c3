package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.classify.Classification.Evidence;
import io.github.ecstaskretry.core.classify.Reading.Context;
import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cause of a stop. Each text of the stop is read once; the first entry of the catalogue that recognises one of them decides.
 * The order in which the texts are read:
 *
 * <ol>
 * <li>a success is not a failure
 * <li>the task's own reason together with the deciding container, if the policy names one
 * <li>the task's own reason together with all containers of the task definition
 * <li>the reasons, not the exit codes, of the containers that AWS injected </ol>
 *
 * A later step is taken only if the earlier ones recognised nothing, or only something vague such as a SIGTERM without a reason.
 */
public class Classifier {

    /** Events of before 2019 have this text and no stop code. */
    private static final String ESSENTIAL_EXITED = "essential container in task exited";

    private final List<CatalogueEntry> entries;
    private final List<CatalogueEntry> outOfMemory;
    private final ErrorCodes codes;
    private final Cause succeeded;
    private final Cause unrecognised;

    /** An entry that recognised a text, and its place in the catalogue. */
    private record Hit(int position, CatalogueEntry entry, Recognition recognition, Reading reading) {}

    /** The classifier is immutable and may be shared between threads. */
    public Classifier(Catalogue catalogue) {
        this.entries = catalogue.entries();
        this.outOfMemory = entries.stream().filter(Classifier::isOutOfMemory).toList();
        this.codes = new ErrorCodes(catalogue.faults());
        this.succeeded = catalogue.cause(Catalogue.SUCCEEDED).orElseThrow();
        this.unrecognised = catalogue.cause(Catalogue.UNRECOGNISED).orElseThrow();
    }

    /**
     * Never throws. Returns {@link Catalogue#UNRECOGNISED} if no entry fits.
     *
     * @param decidingContainer name of the container whose exit decides (the policy's {@code container}); null, or one that the task
     *     does not have: all containers of the task definition decide
     */
    public Cause classify(Stop stop, @Nullable String decidingContainer) {
        if (isSuccess(stop, decidingContainer)) {
            return succeeded;
        }
        Hit hit = hit(stop, decidingContainer);
        return hit == null ? unrecognised : hit.entry.cause();
    }

    /** Whether the cause is the success, without a look at the catalogue. */
    public boolean isSuccess(Stop stop, @Nullable String decidingContainer) {
        return stop instanceof Stop.TaskStop task && isSuccess(task, decidingContainer);
    }

    /** The same cause, and how it was recognised. */
    public Classification diagnose(Stop stop, @Nullable String decidingContainer) {
        Cause cause = classify(stop, decidingContainer);
        Hit hit = cause.equals(succeeded) ? null : hit(stop, decidingContainer);
        return new Classification(cause, hit == null ? null : Evidence.of(hit.reading, hit.recognition));
    }

    private @Nullable Hit hit(Stop stop, @Nullable String decidingContainer) {
        return switch (stop) {
            case Stop.LaunchFailure launch -> first(launch(launch), entries);
            case Stop.TaskStop task -> hit(task, decidingContainer);
        };
    }

    private @Nullable Hit hit(Stop.TaskStop task, @Nullable String decidingContainer) {
        Hit hit = first(task(task), entries);
        List<Predicate<ContainerExit>> circles = List.of(
                container -> container.name().equals(decidingContainer),
                container -> !container.injected(),
                ContainerExit::injected);
        for (Predicate<ContainerExit> circle : circles) {
            for (ContainerExit container : task.containers()) {
                if (circle.test(container)) {
                    hit = earlier(hit, first(container(task, container), entries));
                }
            }
            if (hit != null && !hit.entry.vague()) {
                break;
            }
        }
        return hit;
    }

    private static @Nullable Hit earlier(@Nullable Hit one, @Nullable Hit other) {
        return one == null || (other != null && other.position < one.position) ? other : one;
    }

    private static @Nullable Hit first(Reading reading, List<CatalogueEntry> entries) {
        for (int position = 0; position < entries.size(); position++) {
            for (Recognition way : entries.get(position).when()) {
                if (way.recognises(reading)) {
                    return new Hit(position, entries.get(position), way, reading);
                }
            }
        }
        return null;
    }

    private boolean isSuccess(Stop.TaskStop task, @Nullable String named) {
        String decidingContainer = task.has(named) ? named : null;
        Predicate<ContainerExit> ranOutOfMemory =
                container -> container.reason() != null && isOutOfMemory(container(task, container));
        return stopCode(task) == StopCode.ESSENTIAL_CONTAINER_EXITED
                && isWorkDone(task.containers(), decidingContainer, ranOutOfMemory)
                && (decidingContainer != null || !isOutOfMemory(task(task)));
    }

    /**
     * Whether the containers succeeded. A missing exit code is never 0, and a container that ran out of memory never succeeded, even
     * with exit code 0: the kernel may have killed only a child process.
     */
    private static boolean isWorkDone(
            List<ContainerExit> containers,
            @Nullable String decidingContainer,
            Predicate<ContainerExit> ranOutOfMemory) {
        boolean done = false;
        for (ContainerExit container : containers) {
            boolean succeeded = container.succeeded() && !ranOutOfMemory.test(container);
            if (decidingContainer != null) {
                done |= container.name().equals(decidingContainer) && succeeded;
            } else if (!container.injected()) {
                if (!succeeded && !isStoppedSidecar(container)) {
                    return false;
                }
                done |= succeeded;
            }
        }
        return done;
    }

    /** A sidecar that ECS stopped after the job was done. */
    private static boolean isStoppedSidecar(ContainerExit container) {
        Long code = container.exitCode();
        boolean signalled = code != null && (code == ContainerExit.SIGKILL || code == ContainerExit.SIGTERM);
        return signalled && (container.reason() == null || container.reason().isBlank());
    }

    /** Most reasons name no lack of memory, so only the entries that would are asked first. */
    private boolean isOutOfMemory(Reading reading) {
        Hit hit = first(reading, outOfMemory) == null ? null : first(reading, entries);
        return hit != null && isOutOfMemory(hit.entry);
    }

    private static boolean isOutOfMemory(CatalogueEntry entry) {
        return entry.cause().id().equals(Catalogue.OUT_OF_MEMORY);
    }

    private Reading launch(Stop.LaunchFailure launch) {
        String whole = Stream.of(launch.error(), launch.text(), launch.detail())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(": "));
        return new Reading(new Context(Place.LAUNCH, null, StopCode.ABSENT, "", null), whole, launch.text(), codes);
    }

    private Reading task(Stop.TaskStop task) {
        Context context = new Context(Place.TASK, null, stopCode(task), launchType(task), null);
        return new Reading(context, task.stoppedReason(), task.stoppedReason(), codes);
    }

    private Reading container(Stop.TaskStop task, ContainerExit container) {
        Long exitCode = container.injected() ? null : container.exitCode();
        Context context = new Context(Place.CONTAINER, container.name(), stopCode(task), launchType(task), exitCode);
        return new Reading(context, container.reason(), container.reason(), codes);
    }

    private static String launchType(Stop.TaskStop task) {
        return Objects.requireNonNullElse(task.launchType(), "");
    }

    private static StopCode stopCode(Stop.TaskStop task) {
        StopCode code = task.code();
        String reason = Objects.requireNonNullElse(task.stoppedReason(), "");
        return code == StopCode.ABSENT && Wording.normalise(reason).contains(ESSENTIAL_EXITED)
                ? StopCode.ESSENTIAL_CONTAINER_EXITED
                : code;
    }
}
