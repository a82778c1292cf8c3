package io.github.ecstaskretry.function.aws;

import static io.github.ecstaskretry.store.AttemptAttributes.*;

import io.github.ecstaskretry.function.retry.RunJobs;
import io.github.ecstaskretry.store.ItemReader;
import io.github.ecstaskretry.store.PendingShard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Answers run-job executions with the task tokens that they store at attempt 0 of their jobs. Step Functions refuses the token of a
 * task that has ended, because nobody waits any more (AWS Step Functions API reference, {@code SendTaskSuccess}).
 */
public final class StepFunctionsRunJobs implements RunJobs {

    /** How long the note of an abort is kept if the execution never stores a token. */
    private static final Duration ABORT_KEPT = Duration.ofDays(90);

    private final SfnClient stepFunctions;
    private final TableClient table;
    private final @Nullable String stateMachineArn;
    private final InstantSource clock;

    /** The ARN is that of run-job; null if the deployment has none. */
    public StepFunctionsRunJobs(
            SfnClient stepFunctions,
            DynamoDbClient dynamoDb,
            String table,
            @Nullable String stateMachineArn,
            InstantSource clock) {
        this.stepFunctions = stepFunctions;
        this.table = new TableClient(dynamoDb, table);
        this.stateMachineArn = stateMachineArn;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> waiting(String jobId) {
        ItemReader item = item(jobId);
        return item.has(TASK_TOKEN)
                ? Optional.of(new Caller(jobId, item.text(EXECUTION_ARN), item.text(TASK_TOKEN)))
                : Optional.empty();
    }

    private ItemReader item(String jobId) {
        return new ItemReader(table.get(DynamoAttempts.key(jobId, 0)));
    }

    @Override
    public List<Iterable<OpenCaller>> open(Instant before, Consumer<RuntimeException> unreadable) {
        return table.pending(
                PendingShard.ofAnswers(),
                before,
                item -> new OpenCaller(
                        item.text(JOB_ID), item.text(EXECUTION_ARN), item.text(CLUSTER_ARN), item.time(NOT_BEFORE)),
                unreadable);
    }

    @Override
    public void succeed(Caller caller, String job) {
        send(() -> stepFunctions.sendTaskSuccess(
                request -> request.taskToken(caller.taskToken()).output(job)));
    }

    @Override
    public void fail(Caller caller, String error, String cause) {
        send(() -> stepFunctions.sendTaskFailure(
                request -> request.taskToken(caller.taskToken()).error(error).cause(cause)));
    }

    private static void send(Runnable answer) {
        try {
            answer.run();
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException over) {
            // It was answered before, or it timed out, or somebody aborted it.
        }
    }

    /** A state that ran again, by a retry or a redrive, has stored a new token, which stays open. */
    @Override
    public void close(Caller caller) {
        table.updateIf(
                TASK_TOKEN + " = :token",
                DynamoAttempts.key(caller.jobId(), 0),
                "SET " + ANSWERED_AT + " = :now REMOVE " + TASK_TOKEN + ", " + PENDING_SHARD + ", " + NOT_BEFORE,
                Map.of(":now", TableClient.time(clock.instant()), ":token", AttributeValue.fromS(caller.taskToken())));
    }

    @Override
    public boolean ours(String arn) {
        return arn.equals(stateMachineArn);
    }

    @Override
    public State state(String executionArn) {
        try {
            return switch (stepFunctions
                    .describeExecution(request -> request.executionArn(executionArn))
                    .status()) {
                case SUCCEEDED, FAILED, TIMED_OUT -> State.ENDED;
                case ABORTED -> State.ABORTED;
                default -> State.WAITS;
            };
        } catch (ExecutionDoesNotExistException forgotten) {
            return State.ENDED;
        }
    }

    @Override
    public void noteAbort(String jobId, Instant at) {
        table.updateIf(
                "attribute_exists(" + TASK_TOKEN + ") OR attribute_not_exists(" + JOB_ID + ")",
                DynamoAttempts.key(jobId, 0),
                "SET " + ABORTED_AT + " = if_not_exists(" + ABORTED_AT + ", :at), " + EXPIRES_AT + " = if_not_exists("
                        + EXPIRES_AT + ", :expires)",
                Map.of(":at", TableClient.time(at), ":expires", TableClient.expiry(at.plus(ABORT_KEPT))));
    }

    @Override
    public Optional<Instant> abortedAt(String jobId) {
        return Optional.ofNullable(item(jobId).optionalTime(ABORTED_AT));
    }
}
