package io.github.ecstaskretry.core.classify;

import static io.github.ecstaskretry.core.classify.Stops.CLASSIFIER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.core.classify.Classification.Evidence;
import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationTest {

    private static Evidence evidence(Stop stop) {
        Evidence evidence = CLASSIFIER.diagnose(stop, null).evidence();
        assertThat(evidence).isNotNull();
        return evidence;
    }

    static Stream<Stop> stops() {
        return Stream.of(
                Stops.neverStarted("CannotPullContainerError: manifest unknown"),
                Stops.containerNeverStarted("CannotPullContainerError: connection reset by peer"),
                Stops.exited(Stops.container("app", 0)),
                Stops.exited(Stops.container("app", 3), Stops.container("side", 137)),
                Stops.stopped("UserInitiated", "Task stopped by user", Stops.container("app", 143)),
                Stops.stopped("NewCode", "gone fishing"),
                Stops.launchFailure("RESOURCE:CPU"),
                Stops.launchException("Ecs.ClusterNotFoundException", "Cluster not found."));
    }

    @ParameterizedTest
    @MethodSource("stops")
    void hasTheCauseOfClassify(Stop stop) {
        assertThat(CLASSIFIER.diagnose(stop, null).cause()).isEqualTo(CLASSIFIER.classify(stop, null));
    }

    @Test
    void namesTheWordsInTheTasksReason() {
        Evidence evidence = evidence(Stops.neverStarted("CannotPullContainerError: x: connection reset by peer"));

        assertThat(evidence.place()).isEqualTo(Place.TASK);
        assertThat(evidence.container()).isNull();
        assertThat(evidence.phrases())
                .extracting(Phrase::notation)
                .containsExactly("connection reset", "reset by peer", "cannotpull*");
    }

    @Test
    void namesTheContainer() {
        Evidence evidence = evidence(Stops.exited(
                Stops.container("side", 0), Stops.container("app", 137L, "OutOfMemoryError: Container killed")));

        assertThat(evidence.place()).isEqualTo(Place.CONTAINER);
        assertThat(evidence.container()).isEqualTo("app");
        assertThat(evidence.exitCode()).isEqualTo(137);
    }

    @Test
    void namesTheStopCodeOfTheRecognition() {
        Evidence evidence = evidence(Stops.stopped("SpotInterruption", "Your Spot Task was interrupted."));

        assertThat(evidence.recognition().stopCodes()).contains(StopCode.SPOT_INTERRUPTION);
    }

    @Test
    void recognisesALaunchFailureByItsText() {
        assertThat(evidence(Stops.launchFailure("RESOURCE:CPU")).place()).isEqualTo(Place.LAUNCH);
    }

    @Test
    void hasNoEvidenceForASuccessOrAnUnrecognisedStop() {
        assertThat(CLASSIFIER
                        .diagnose(Stops.exited(Stops.container("app", 0)), null)
                        .evidence())
                .isNull();
        assertThat(CLASSIFIER
                        .diagnose(Stops.stopped("NewCode", "gone fishing"), null)
                        .evidence())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"access denied", "cannotpull*", "*exception", "*middle*", "=agent"})
    void writesAPhraseAsTheCatalogueDoes(String notation) {
        assertThat(Phrase.parse(notation).notation()).isEqualTo(notation);
    }
}
