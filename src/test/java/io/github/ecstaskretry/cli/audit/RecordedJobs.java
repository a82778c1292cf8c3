package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;
import io.github.ecstaskretry.core.history.RunTaskRequest;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.task.Stop.LaunchFailure;
import io.github.ecstaskretry.core.task.StoppedTask.EventRef;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.function.aws.DynamoAttempts;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.MemoryPorts;
import io.github.ecstaskretry.function.retry.MemoryRunJobs;
import io.github.ecstaskretry.function.retry.StoppedTasks;
import io.github.ecstaskretry.store.AttemptTable;
import io.github.ecstaskretry.store.StateMachineArn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts jobs into a table with the function's own code. */
public final class RecordedJobs {

    /** The state machine whose executions launch the re-runs. */
    public static final String STATE_MACHINE = "arn:aws:states:eu-west-1:111122223333:stateMachine:wait-and-run";

    private static final String RETRYING = TestPolicies.patientWith("otherwise: retry");

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final String policy;
    private Duration nextSlot = Duration.ZERO;

    /** Jobs whose policy tries everything again, three attempts in all, after 10 s and 20 s. */
    public RecordedJobs(DynamoDbClient dynamoDb, String table) {
        this(dynamoDb, table, RETRYING);
    }

    private RecordedJobs(DynamoDbClient dynamoDb, String table, String policy) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.policy = policy;
    }

    /** The next free slot of the pace is this far away from now on. */
    public void nextSlot(Duration distance) {
        nextSlot = distance;
    }

    /** The same with another policy. */
    public RecordedJobs under(String otherPolicy) {
        return new RecordedJobs(dynamoDb, table, otherPolicy);
    }

    /**
     * A job whose attempts end one after the other, ten minutes each and a minute apart.
     *
     * @param family also names the task ids
     * @param firstStop when the first attempt stops
     * @param ends how each attempt ends; 0 is success
     * @return the job's id
     */
    public String job(String family, Instant firstStop, int... ends) {
        String jobId = family + "-" + firstStop.getEpochSecond();
        for (int number = 1; number <= ends.length; number++) {
            Instant stop = firstStop.plus(Duration.ofMinutes(11L * (number - 1)));
            TaskEvent event = at(stop, TaskEvent.exited(ends[number - 1])).with(detail -> {
                detail.put("taskDefinitionArn", "arn:aws:ecs:eu-west-1:111122223333:task-definition/" + family + ":7");
                detail.put("group", "family:" + family);
            });
            handle(number == 1 ? event.task(jobId) : event.asAttempt(jobId, number, taskId(jobId, number)));
        }
        return jobId;
    }

    /** The id of that attempt's task. */
    public static String taskId(String jobId, int attempt) {
        return attempt == 1 ? jobId : "task" + attempt + "of" + jobId;
    }

    /** Stops the wait for the job's second attempt. */
    public void cancel(String jobId, Instant at) {
        DynamoAttempts attempts = attempts(at);
        RecordedAttempt first = attempts.history(jobId).attempts().getFirst();
        RunTaskRequest request = ((RecordedDecision.Retry) first.decision()).launch();
        LaunchFailure aborted = new LaunchFailure(LaunchFailure.ABORTED, "not tonight", null);
        endedAttempts(attempts, at)
                .handle(request.failed(aborted, at, EventRef.NONE), first.id().next());
    }

    /** Handles one event. */
    public void handle(TaskEvent event) {
        Instant stop = event.task().times().stoppedAt();
        new StoppedTasks(endedAttempts(attempts(stop), stop), TaskEvent.OURS).handle(event.task());
    }

    private DynamoAttempts attempts(Instant stop) {
        return new DynamoAttempts(
                        dynamoDb,
                        new AttemptTable(table, new StateMachineArn(STATE_MACHINE), Duration.ofDays(90)),
                        () -> stop.plusSeconds(1))
                .decidedBy("0123456789ab");
    }

    private EndedAttempts endedAttempts(DynamoAttempts attempts, Instant stop) {
        MemoryPorts ports = new MemoryPorts();
        ports.nextSlot(Optional.of(nextSlot));
        Decider decider = new Decider(new Classifier(CatalogueYaml.builtIn()));
        return new EndedAttempts(
                new PolicySelector(TestPolicies.read(policy), decider),
                decider,
                ports,
                ports,
                new LaunchLearning(List.of()),
                ports,
                attempts,
                ports,
                ports,
                new MemoryRunJobs(),
                () -> stop.plusSeconds(1));
    }

    private static TaskEvent at(Instant stop, TaskEvent event) {
        return event.stoppedAt(Timestamps.format(stop)).with(detail -> {
            detail.put("createdAt", Timestamps.format(stop.minus(Duration.ofMinutes(10))));
            detail.put("startedAt", Timestamps.format(stop.minus(Duration.ofMinutes(9))));
        });
    }
}
