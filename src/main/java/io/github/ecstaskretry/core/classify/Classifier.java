package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.classify.Diagnosis.Evidence;
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
 * From a stop to its cause. The task's reason and every container's reason and exit code are asked about one by one, and the
 * earliest entry of the catalogue that recognises one of them has the stop. Who is heard, and when:
 *
 * <ol>
 *   <li>a success is no failure ({@link Success})
 *   <li>the task's own reason together with the deciding container, where the policy names one
 *   <li>the task's own reason together with all containers of the task definition
 *   <li>the reasons, not the exit codes, of the containers that AWS injected
 * </ol>
 *
 * Each is only heard when those before it had nothing to say, or only something vague such as a SIGTERM without a reason.
 */
public final class Classifier {

    private final Catalogue catalogue;
    private final EntryIndex index;
    private final Cause succeeded;
    private final Cause unrecognised;

    /** Makes the catalogue ready to be asked; the classifier is immutable and may be shared. */
    public Classifier(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.index = new EntryIndex(catalogue.entries());
        this.succeeded = catalogue.cause(Catalogue.SUCCEEDED).orElseThrow();
        this.unrecognised = catalogue.cause(Catalogue.UNRECOGNISED).orElseThrow();
    }

    /**
     * Total: never throws, and gives {@link Catalogue#UNRECOGNISED} when nothing fits.
     *
     * @param decidingContainer name of the container whose exit decides (the policy's {@code container}); null: the rule of
     *     the design's section 11
     */
    public Cause classify(Stop stop, @Nullable String decidingContainer) {
        return switch (stop) {
            case Stop.LaunchFailure launch -> classifyLaunch(launch);
            case Stop.TaskStop task -> classifyTask(task, decidingContainer);
        };
    }

    /**
     * The same cause, and what it was recognised by.
     *
     * @param decidingContainer as for {@link #classify}
     */
    public Diagnosis diagnose(Stop stop, @Nullable String decidingContainer) {
        Cause cause = classify(stop, decidingContainer);
        Evidence evidence = sightings(stop)
                .filter(sighting -> cause(index.first(sighting.seen())).equals(cause))
                .map(this::evidence)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Diagnosis(cause, cause.equals(succeeded) ? null : evidence);
    }

    /** An observation, and the container that it is of. */
    private record Sighting(Observation seen, @Nullable String container) {}

    private static Stream<Sighting> sightings(Stop stop) {
        return switch (stop) {
            case Stop.LaunchFailure launch ->
                Stream.of(Objects.requireNonNullElse(launch.text(), ""), whole(launch))
                        .map(text -> new Sighting(launchObservation(text), null));
            case Stop.TaskStop task -> {
                TaskTexts texts = TaskTexts.of(task);
                yield Stream.concat(
                        Stream.of(new Sighting(texts.ofTask(), null)),
                        task.containers().stream()
                                .map(container -> new Sighting(texts.ofContainer(container), container.name())));
            }
        };
    }

    private @Nullable Evidence evidence(Sighting sighting) {
        Recognition recognition = index.recognition(sighting.seen());
        return recognition == null ? null : Evidences.of(sighting.seen(), sighting.container(), recognition);
    }

    /** The text by itself, because some are one word and nothing else, then together with the error's name. */
    private Cause classifyLaunch(Stop.LaunchFailure launch) {
        String alone = launch.text() == null ? "" : launch.text();
        String whole = whole(launch);
        int told = index.first(launchObservation(alone));
        return cause(whole.equals(alone) ? told : Math.min(told, index.first(launchObservation(whole))));
    }

    private static String whole(Stop.LaunchFailure launch) {
        return Stream.of(launch.error(), launch.text(), launch.detail())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(": "));
    }

    private static Observation launchObservation(String text) {
        return new Observation(Place.LAUNCH, StopCode.ABSENT, "", Wording.normalise(text), null);
    }

    private Cause classifyTask(Stop.TaskStop task, @Nullable String decidingContainer) {
        TaskTexts texts = TaskTexts.of(task);
        if (Success.of(task, texts.stopCode(), decidingContainer)) {
            return succeeded;
        }
        int told = index.first(texts.ofTask());
        List<Predicate<ContainerExit>> circles = List.of(
                container -> container.name().equals(decidingContainer),
                container -> !InjectedContainers.contains(container),
                InjectedContainers::contains);
        for (Predicate<ContainerExit> circle : circles) {
            told = Math.min(told, earliest(task, texts, circle));
            if (tellsSomething(told)) {
                break;
            }
        }
        return cause(told);
    }

    private int earliest(Stop.TaskStop task, TaskTexts texts, Predicate<ContainerExit> heard) {
        int earliest = EntryIndex.NOWHERE;
        for (ContainerExit container : task.containers()) {
            if (heard.test(container)) {
                earliest = Math.min(earliest, index.first(texts.ofContainer(container)));
            }
        }
        return earliest;
    }

    private boolean tellsSomething(int position) {
        return position != EntryIndex.NOWHERE
                && !catalogue.entries().get(position).vague();
    }

    private Cause cause(int position) {
        return position == EntryIndex.NOWHERE
                ? unrecognised
                : catalogue.entries().get(position).cause();
    }
}
