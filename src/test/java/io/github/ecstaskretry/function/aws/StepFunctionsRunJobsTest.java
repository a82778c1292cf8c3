package io.github.ecstaskretry.function.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.function.retry.RunJobs.Caller;
import io.github.ecstaskretry.function.retry.RunJobs.OpenCaller;
import io.github.ecstaskretry.function.retry.RunJobs.State;
import io.github.ecstaskretry.testkit.standin.Clients;
import io.github.ecstaskretry.testkit.standin.dynamodb.DynamoDbTables;
import io.github.ecstaskretry.testkit.standin.dynamodb.StatesDynamoDb;
import io.github.ecstaskretry.testkit.standin.ecs.EcsStandIn;
import io.github.ecstaskretry.testkit.standin.ecs.TaskFate;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.stepfunctions.DeployedStateMachine;
import io.github.ecstaskretry.testkit.standin.stepfunctions.StepFunctionsStandIn;
import io.github.ecstaskretry.testkit.standin.wire.Account;
import io.github.ecstaskretry.testkit.standin.wire.AwsJson;
import io.github.ecstaskretry.testkit.standin.wire.EventSink;
import io.github.ecstaskretry.testkit.standin.wire.HttpFront;
import io.github.ecstaskretry.testkit.standin.wire.Switchboard;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

/** The adapter with items of the deployed run-job, on DynamoDB Local and the stand-in of Step Functions. */
class StepFunctionsRunJobsTest {

    private static final String TABLE = "run-jobs";
    private static final String WAIT_AND_RUN = StepFunctionsStandIn.arn(Account.EXAMPLE, "wait-and-run");
    private static final String RUN_JOB = StepFunctionsStandIn.arn(Account.EXAMPLE, "run-job");
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @RegisterExtension
    static final DynamoDbTables DYNAMODB = new DynamoDbTables(TABLE);

    private final Switchboard switchboard = new Switchboard();
    private final EcsStandIn ecs = new EcsStandIn(
            Account.EXAMPLE, TaskScript.always(new TaskFate.KeepsRunning()), TimeScale.REAL, false, EventSink.NONE);
    private final StepFunctionsStandIn standIn = new StepFunctionsStandIn(
            Account.EXAMPLE,
            List.of(
                    DeployedStateMachine.waitAndRun("wait-and-run"),
                    DeployedStateMachine.runJob("run-job", WAIT_AND_RUN, TABLE)),
            switchboard,
            ecs.service(),
            StatesDynamoDb.of(DYNAMODB.client()),
            TimeScale.REAL,
            EventSink.NONE);
    private final HttpFront front =
            new HttpFront(0, List.of(new AwsJson(switchboard, standIn.service(), "AWSStepFunctions.", "1.0")));
    private final SfnClient stepFunctions = Clients.stepFunctions(front.endpoint());
    private final StepFunctionsRunJobs runJobs =
            new StepFunctionsRunJobs(stepFunctions, DYNAMODB.client(), TABLE, RUN_JOB, () -> NOW);

    @AfterEach
    void close() {
        stepFunctions.close();
        front.close();
        standIn.close();
        ecs.close();
    }

    /** Starts an execution and waits until it waits. */
    private Caller start() throws InterruptedException {
        String executionArn = stepFunctions
                .startExecution(request ->
                        request.stateMachineArn(RUN_JOB).input("{\"runTask\": {\"TaskDefinition\": \"etl:7\"}}"))
                .executionArn();
        while (true) {
            Optional<Caller> waiting = open().stream()
                    .filter(open -> open.executionArn().equals(executionArn))
                    .findFirst()
                    .flatMap(open -> runJobs.waiting(open.jobId()));
            if (waiting.isPresent()) {
                return waiting.get();
            }
            Thread.sleep(10);
        }
    }

    private List<OpenCaller> open() {
        List<OpenCaller> all = new ArrayList<>();
        runJobs.open(Instant.now().plusSeconds(60), unreadable -> {
                    throw unreadable;
                })
                .forEach(part -> part.forEach(all::add));
        return all;
    }

    private DescribeExecutionResponse ended(Caller caller) throws InterruptedException {
        while (runJobs.state(caller.executionArn()) == State.WAITS) {
            Thread.sleep(10);
        }
        return stepFunctions.describeExecution(request -> request.executionArn(caller.executionArn()));
    }

    @Test
    void anAnswerEndsTheExecutionOnce() throws InterruptedException {
        Caller caller = start();

        runJobs.succeed(caller, "{\"outcome\":\"SUCCEEDED\"}");
        runJobs.fail(caller, "FAILED", "too late");

        assertThat(ended(caller).output()).isEqualTo("{\"outcome\":\"SUCCEEDED\"}");
        assertThat(runJobs.state(caller.executionArn())).isEqualTo(State.ENDED);
        runJobs.close(caller);
        assertThat(runJobs.waiting(caller.jobId())).isEmpty();
        assertThat(open()).extracting(OpenCaller::jobId).doesNotContain(caller.jobId());
    }

    @Test
    void aFailureHasItsErrorAndCause() throws InterruptedException {
        Caller caller = start();

        runJobs.fail(caller, "EXHAUSTED", "4 attempts");

        assertThat(ended(caller)).satisfies(end -> {
            assertThat(end.error()).isEqualTo("EXHAUSTED");
            assertThat(end.cause()).isEqualTo("4 attempts");
        });
    }

    @Test
    void anAbortIsNotedOnce() throws InterruptedException {
        Caller caller = start();
        stepFunctions.stopExecution(request -> request.executionArn(caller.executionArn()));

        assertThat(runJobs.state(caller.executionArn())).isEqualTo(State.ABORTED);
        runJobs.noteAbort(caller.jobId(), NOW);
        runJobs.noteAbort(caller.jobId(), NOW.plusSeconds(1));
        assertThat(runJobs.abortedAt(caller.jobId())).contains(NOW);
    }

    @Test
    void noAbortIsNotedAfterTheAnswer() throws InterruptedException {
        Caller caller = start();
        runJobs.fail(caller, "FAILED", "for a reason");
        runJobs.close(caller);

        runJobs.noteAbort(caller.jobId(), NOW);

        assertThat(runJobs.abortedAt(caller.jobId())).isEmpty();
    }

    @Test
    void anAbortIsNotedBeforeTheExecutionWaits() {
        runJobs.noteAbort("not-yet", NOW);

        assertThat(runJobs.abortedAt("not-yet")).contains(NOW);
        assertThat(runJobs.waiting("not-yet")).isEmpty();
        assertThat(open()).extracting(OpenCaller::jobId).doesNotContain("not-yet");
    }

    /** A state that was tried again has stored another token. */
    @Test
    void doesNotCloseAnExecutionThatWaitsAnew() throws InterruptedException {
        Caller caller = start();

        runJobs.close(new Caller(caller.jobId(), caller.executionArn(), "an earlier token"));

        assertThat(runJobs.waiting(caller.jobId())).contains(caller);
    }

    @Test
    void nobodyWaitsForAJobThatSomebodyElseStarted() {
        assertThat(runJobs.waiting("0123456789abcdef0123456789abcdef")).isEmpty();
        assertThat(runJobs.ours(RUN_JOB)).isTrue();
        assertThat(runJobs.ours(WAIT_AND_RUN)).isFalse();
        assertThat(runJobs.state(RUN_JOB.replace(":stateMachine:", ":execution:") + ":gone"))
                .isEqualTo(State.ENDED);
    }
}
