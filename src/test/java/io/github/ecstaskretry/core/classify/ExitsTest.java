package io.github.ecstaskretry.core.classify;

import static io.github.ecstaskretry.core.classify.Stops.container;
import static io.github.ecstaskretry.core.classify.Stops.exited;
import static io.github.ecstaskretry.core.classify.Stops.stopped;
import static io.github.ecstaskretry.core.classify.Stops.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit codes, read together with the reasons, the stop code and the other containers. */
class ExitsTest {

    private static final String OOM = "OutOfMemoryError: Container killed due to memory usage";

    @ParameterizedTest
    @CsvSource({
        "1, app-exit/ambiguous",
        "2, app-exit/ambiguous",
        "64, app-exit/ambiguous",
        "124, app-exit/ambiguous",
        "125, bad-command/permanent",
        "126, bad-command/permanent",
        "127, bad-command/permanent",
        "128, app-exit/ambiguous",
        "130, app-crash-signal/ambiguous",
        "134, app-crash-signal/ambiguous",
        "137, killed-137/ambiguous",
        "139, app-crash-signal/ambiguous",
        "143, sigterm-143/ambiguous",
        "159, app-crash-signal/ambiguous",
        "254, app-exit/ambiguous",
        "255, app-exit/ambiguous",
        "-1, app-exit/ambiguous",
        "3221225477, app-crash-signal/ambiguous",
        "3221225786, app-crash-signal/ambiguous",
        "3221226505, app-crash-signal/ambiguous",
        "-1073741819, app-crash-signal/ambiguous",
        "3221225781, bad-command/permanent",
        "1073807364, app-crash-signal/ambiguous",
        "4294967295, app-exit/ambiguous",
    })
    void classifiesAnExitCodeWithoutAReason(long exitCode, String expected) {
        assertThat(told(exited(container("app", exitCode)))).isEqualTo(expected);
        assertThat(told(stopped(null, "Essential container in task exited", container("app", exitCode))))
                .isEqualTo(expected);
    }

    @Nested
    class Success {

        @Test
        void succeedsIfTheOnlyContainerExitedWith0() {
            assertThat(told(exited(container("app", 0)))).isEqualTo("succeeded/success");
        }

        @Test
        void readsTheTextOfOldEventsWithoutAStopCode() {
            assertThat(told(stopped(null, "Essential container in task exited", container("app", 0))))
                    .isEqualTo("succeeded/success");
            assertThat(told(stopped(null, null, container("app", 0)))).isEqualTo("unrecognised/ambiguous");
        }

        @Test
        void allowsASidecarThatEcsStopped() {
            assertThat(told(exited(container("app", 0), container("proxy", 143), container("log", 137))))
                    .isEqualTo("succeeded/success");
            assertThat(told(exited(container("app", 0), container("proxy", 137L, " "))))
                    .isEqualTo("succeeded/success");
        }

        @Test
        void failsIfASignalHasAReason() {
            assertThat(told(exited(container("app", 0), container("proxy", 137L, OOM))))
                    .isEqualTo("out-of-memory/ambiguous");
        }

        /** The kernel killed a child process; the container's own process went on and ended with 0. */
        @Test
        void failsIfAContainerRanOutOfMemory() {
            String fromTheAgent = "OutofMemoryError: Container killed due to memory usage";

            assertThat(told(exited(container("app", 0L, fromTheAgent)))).isEqualTo("out-of-memory/ambiguous");
            assertThat(told(exited(container("app", 0L, fromTheAgent)), "app")).isEqualTo("out-of-memory/ambiguous");
            assertThat(told(exited(container("app", 0), container("proxy", 0L, OOM))))
                    .isEqualTo("out-of-memory/ambiguous");
            assertThat(told(stopped("EssentialContainerExited", OOM, container("app", 0))))
                    .isEqualTo("out-of-memory/ambiguous");
        }

        @Test
        void failsIfOneContainerExitedWithAnotherCode() {
            assertThat(told(exited(container("app", 0), container("proxy", 1)))).isEqualTo("app-exit/ambiguous");
        }

        @Test
        void neverTakesAMissingExitCodeFor0() {
            assertThat(told(exited(container("app", null, null)))).isEqualTo("exit-unknown/ambiguous");
            assertThat(told(exited(container("app", 0), container("proxy", null, null))))
                    .isEqualTo("exit-unknown/ambiguous");
            assertThat(told(exited())).isEqualTo("exit-unknown/ambiguous");
        }

        @Test
        void failsIfEveryContainerWasSignalled() {
            assertThat(told(exited(container("app", 143), container("proxy", 137))))
                    .isEqualTo("killed-137/ambiguous");
        }

        @Test
        void failsWithAnyOtherStopCode() {
            assertThat(told(stopped("TaskFailedToStart", "Task failed to start", container("app", 0))))
                    .isEqualTo("start-unspecified/ambiguous");
            assertThat(told(stopped("SomethingNew", "Essential container in task exited", container("app", 0))))
                    .isEqualTo("unrecognised/ambiguous");
        }
    }

    @Nested
    class InjectedByAws {

        private static final String PULL = "CannotPullContainerError: dial tcp 192.0.2.7:443: i/o timeout";

        @Test
        void doesNotBreakASuccess() {
            assertThat(told(exited(
                            container("app", 0),
                            container("aws-guardduty-agent-00ff", null, PULL),
                            container("ecs-service-connect-00ff", 1))))
                    .isEqualTo("succeeded/success");
        }

        @Test
        void isNotASuccessByItself() {
            assertThat(told(exited(container("app", 1), container("ecs-service-connect-00ff", 0))))
                    .isEqualTo("app-exit/ambiguous");
            assertThat(told(exited(container("app", 143), container("ecs-service-connect-00ff", 0))))
                    .isEqualTo("sigterm-143/ambiguous");
        }

        @Test
        void yieldsToAClearerReasonOfTheApplication() {
            assertThat(told(exited(container("app", 3), container("aws-guardduty-agent-00ff", null, PULL))))
                    .isEqualTo("app-exit/ambiguous");
        }

        @Test
        void decidesIfTheApplicationHasNoReason() {
            assertThat(told(stopped(
                            "TaskFailedToStart",
                            "Task failed to start",
                            container("app", null, null),
                            container("ecs-service-connect-00ff", null, PULL))))
                    .isEqualTo("image-network/ambiguous");
            assertThat(told(exited(container("app", 143), container("ecs-service-connect-00ff", 137L, OOM))))
                    .isEqualTo("out-of-memory/ambiguous");
        }
    }

    @Nested
    class DecidingContainer {

        @Test
        void decidesSuccessAlone() {
            assertThat(told(exited(container("app", 0), container("proxy", 1)), "app"))
                    .isEqualTo("succeeded/success");
            assertThat(told(exited(container("app", 0), container("proxy", null, OOM)), "app"))
                    .isEqualTo("succeeded/success");
        }

        @Test
        void ignoresTheSuccessOfAnotherContainer() {
            assertThat(told(exited(container("app", 3), container("proxy", 0)), "app"))
                    .isEqualTo("app-exit/ambiguous");
            assertThat(told(exited(container("app", null, null), container("proxy", 0)), "app"))
                    .isEqualTo("exit-unknown/ambiguous");
        }

        /** A policy may match tasks without the container. They would be run again although they did their work. */
        @Test
        void leavesATaskWithoutItToTheOtherContainers() {
            assertThat(told(exited(container("other", 0)), "app")).isEqualTo("succeeded/success");
            assertThat(told(exited(container("other", 1)), "app")).isEqualTo("app-exit/ambiguous");
            assertThat(told(exited(container("other", 0), container("proxy", null, null)), "app"))
                    .isEqualTo("exit-unknown/ambiguous");
            assertThat(told(exited(), "app")).isEqualTo("exit-unknown/ambiguous");
        }

        @Test
        void decidesBeforeTheOthers() {
            assertThat(told(exited(container("app", 3), container("proxy", 137L, OOM)), "app"))
                    .isEqualTo("app-exit/ambiguous");
            assertThat(told(exited(container("app", 3), container("proxy", 137L, OOM))))
                    .isEqualTo("out-of-memory/ambiguous");
        }

        @Test
        void yieldsToTheOthersIfItsCauseIsVague() {
            assertThat(told(exited(container("app", 143), container("proxy", 137L, OOM)), "app"))
                    .isEqualTo("out-of-memory/ambiguous");
        }

        @Test
        void doesNotDependOnTheOrderOfTheContainers() {
            assertThat(told(exited(container("proxy", 137), container("app", 3))))
                    .isEqualTo("app-exit/ambiguous");
            assertThat(told(exited(container("app", 3), container("proxy", 137))))
                    .isEqualTo("app-exit/ambiguous");
        }

        @Test
        void yieldsToAStopOnPurpose() {
            assertThat(told(stopped("UserInitiated", "enough", container("app", 0)), "app"))
                    .isEqualTo("user-stop/intentional");
        }
    }

    @Test
    void prefersAContainersExitToAFailedStart() {
        assertThat(told(stopped("TaskFailedToStart", "Task failed to start", container("init", 127))))
                .isEqualTo("bad-command/permanent");
    }
}
