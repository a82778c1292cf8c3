package io.github.ecstaskretry.benchmark;

import io.github.ecstaskretry.TaskEvent;
import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.Gathered;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.plan.LaunchPlanner;
import io.github.ecstaskretry.core.plan.Plan;
import io.github.ecstaskretry.core.policy.Policy;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.launch.LaunchRequestJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the bytes of an event to the decision, without I/O: the computation of one invocation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class EventToDecisionBenchmark {

    private final byte[] event = TaskEvent.neverStarted(
                    "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref"
                            + " registry.example/team/app:1.2.3: unexpected status from HEAD request: 503 Service Unavailable")
            .environment("app", "MODE", "full")
            .container("log-router", null, null)
            .json()
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    private final Decider decider = new Decider(new Classifier(CatalogueYaml.builtIn()));
    private final LaunchPlanner planner = new LaunchPlanner(LaunchRequestJson::length);
    private final Policy policy = TestPolicies.first(TestPolicies.PATIENT);

    @Benchmark
    public Plan decide() throws IOException {
        StoppedTask task = ((Incoming.TaskStopped) EventDocument.parse(new ByteArrayInputStream(event))
                        .getFirst()
                        .read())
                .task();
        Situation situation = new Situation(
                task,
                AttemptId.first(task.arn()),
                policy,
                null,
                JobHistory.NONE,
                Gathered.NOTHING,
                task.times().stoppedAt());
        return planner.plan(situation, decider.decide(situation), Learned.UNASKED);
    }
}
