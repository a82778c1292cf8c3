package io.github.ecstaskretry.benchmark;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.task.ContainerExit;
import io.github.ecstaskretry.core.task.Stop;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a stop to its cause with the whole catalogue. The target is 50 µs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ClassificationBenchmark {

    /** Texts of ECS: a typical one, the longest (255 characters), one that nothing recognises, a very short one. */
    public enum Said {
        TYPICAL("CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref"
                + " registry.example/team/app:1.2.3: unexpected status from HEAD request: 503 Service Unavailable"),
        LONGEST(
                "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
                        + " unable to retrieve secret from asm: service call has been retried 5 time(s): failed to fetch secret"
                        + " arn:aws:secretsmanager:eu-west-1:111122223333:secre"),
        UNRECOGNISED(
                "A wording that the catalogue has not seen so far, about something that has never happened before"),
        SHORT("Essential container in task exited");

        private final String text;

        Said(String text) {
            this.text = text;
        }
    }

    @Param
    private Said said;

    private final Classifier classifier = new Classifier(CatalogueYaml.builtIn());
    private Stop stop;

    @Setup
    public void makeStop() {
        boolean exited = said == Said.SHORT;
        stop = new Stop.TaskStop(
                exited ? "EssentialContainerExited" : "TaskFailedToStart",
                said.text,
                List.of(
                        new ContainerExit("app", exited ? 1L : null, null),
                        new ContainerExit("log-router", exited ? 0L : null, null)),
                "FARGATE");
    }

    @Benchmark
    public Cause classify() {
        return classifier.classify(stop, null);
    }
}
