package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stops as the tests need them, and the classifier with the program's own catalogue. */
final class Stops {

    static final Catalogue CATALOGUE = CatalogueYaml.builtIn();
    static final Classifier CLASSIFIER = new Classifier(CATALOGUE);

    private Stops() {}

    /** The task never started; the text is the task's own reason. */
    static Stop neverStarted(@Nullable String stoppedReason) {
        return new Stop.TaskStop("TaskFailedToStart", stoppedReason, List.of(), "FARGATE");
    }

    /** The task never started; the text is its only container's reason. */
    static Stop containerNeverStarted(String reason) {
        return new Stop.TaskStop(
                "TaskFailedToStart", "Task failed to start", List.of(new ContainerExit("app", null, reason)), "EC2");
    }

    /** An essential container ended. */
    static Stop exited(ContainerExit... containers) {
        return new Stop.TaskStop(
                "EssentialContainerExited", "Essential container in task exited", List.of(containers), "FARGATE");
    }

    /** A stop of another code. */
    static Stop stopped(@Nullable String stopCode, @Nullable String reason, ContainerExit... containers) {
        return new Stop.TaskStop(stopCode, reason, List.of(containers), "FARGATE");
    }

    /** RunTask answered with failures. */
    static Stop launchFailure(String reason) {
        return new Stop.LaunchFailure(null, reason, null);
    }

    /** RunTask was refused. */
    static Stop launchException(@Nullable String error, String message) {
        return new Stop.LaunchFailure(error, message, null);
    }

    static ContainerExit container(String name, long exitCode) {
        return new ContainerExit(name, exitCode, null);
    }

    static ContainerExit container(String name, @Nullable Long exitCode, @Nullable String reason) {
        return new ContainerExit(name, exitCode, reason);
    }

    /** {@code cause/kind}, as the tests write it. */
    static String told(Stop stop) {
        return told(stop, null);
    }

    static String told(Stop stop, @Nullable String decidingContainer) {
        Cause cause = CLASSIFIER.classify(stop, decidingContainer);
        return cause.id() + "/" + cause.kind().word();
    }
}
