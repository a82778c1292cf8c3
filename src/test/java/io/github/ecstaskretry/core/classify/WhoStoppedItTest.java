package io.github.ecstaskretry.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stop code is asked first; old events without one are told by their text. */
class WhoStoppedItTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            user-stop/intentional          | UserInitiated             | Task stopped by user
            user-stop/intentional          | UserInitiated             |
            user-stop/intentional          | UserInitiated             | CannotPullContainerError: i/o timeout, so I stopped it
            user-stop/intentional          | UserInitiated             | instance was terminated, says ops
            user-stop/intentional          |                           | Task stopped by user
            user-stop/intentional          |                           | Stopped by the nightly janitor
            host-terminated/transient      | UserInitiated             | Container instance deregistration forced by user
            host-terminated/transient      |                           | Host EC2 (instance i-0a1b2c) terminated.
            host-terminated/transient      | TaskFailedToStart         | Host EC2 (instance i-0a1b2c) stopped.
            host-maintenance/transient     | TerminationNotice         | ECS is performing maintenance on the underlying infrastructure hosting the task.
            host-maintenance/transient     |                           | ECS is performing maintenance on the underlying infrastructure hosting the task.
            host-impaired/transient        | InfrastructureHealth      | The infrastructure was impaired
            spot-interruption/transient    | SpotInterruption          | Your Spot Task was interrupted.
            spot-interruption/transient    | TerminationNotice         | Your Spot Task was interrupted.
            spot-interruption/transient    |                           | Your Spot Task was interrupted.
            spot-interruption/transient    | SpotInterruption          |
            service-scheduler/intentional  | ServiceSchedulerInitiated | Scaling activity initiated by (deployment ecs-svc/0011223344)
            service-scheduler/intentional  | ServiceSchedulerInitiated |
            service-scheduler/intentional  |                           | Scaling activity initiated by deployment ecs-svc/0011223344
            health-check/ambiguous         |                           | Task failed container health checks
            health-check/ambiguous         | ServiceSchedulerInitiated | Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-north-1:111122223333:targetgroup/web/00ff)
            unrecognised/ambiguous         | SomethingNew              | a sentence that nobody has seen before
            unrecognised/ambiguous         |                           |
            start-unspecified/ambiguous    | TaskFailedToStart         |
            """)
    void classifiesAStop(String expected, String stopCode, String reason) {
        assertThat(Stops.told(Stops.stopped(stopCode, reason))).as(reason).isEqualTo(expected);
    }

    @Test
    void takesAUsersStopForIntentionalWithAnyContainers() {
        assertThat(Stops.told(Stops.stopped(
                        "UserInitiated",
                        "enough",
                        Stops.container("app", 137L, "OutOfMemoryError: Container killed due to memory usage"))))
                .isEqualTo("user-stop/intentional");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 137, 143})
    void recognisesSpotWithAnyExitCode(long exitCode) {
        assertThat(Stops.told(Stops.stopped(
                        "SpotInterruption", "Your Spot Task was interrupted.", Stops.container("app", exitCode))))
                .isEqualTo("spot-interruption/transient");
    }
}
