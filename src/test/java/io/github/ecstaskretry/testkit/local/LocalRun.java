package io.github.ecstaskretry.testkit.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecstaskretry.testkit.standin.deployment.LocalDeployment;
import io.github.ecstaskretry.testkit.standin.deployment.Setup;
import io.github.ecstaskretry.testkit.standin.ecs.TaskScript;
import io.github.ecstaskretry.testkit.standin.lambda.JavaRuntime;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import io.github.ecstaskretry.testkit.standin.wire.TimeScale;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ./ecs-retry local}: deploys everything on loopback, runs the story and shows the result. */
public final class LocalRun {

    private static final Path POLICY = Path.of("src", "test", "resources", "local-policy.yaml");
    private static final TimeScale TIME_SCALE = new TimeScale(30, Duration.ofSeconds(2), Duration.ofMinutes(30));

    /** As the schedule, sooner. */
    private static final Duration RECONCILE = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final PrintStream out;
    private final LocalOptions options;
    private final CountDownLatch jobsToEnd = new CountDownLatch(Story.JOBS.size());

    private LocalRun(PrintStream out, LocalOptions options) {
        this.out = out;
        this.options = options;
    }

    /** Exits with 0 when every job has ended, 1 when one has not, 2 when the arguments are wrong. */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        LocalOptions options;
        try {
            options = LocalOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("ecs-retry local: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(LocalOptions.HELP);
            return;
        }
        System.exit(new LocalRun(System.out, options).run());
    }

    private int run() throws InterruptedException, IOException {
        JavaRuntime runtime = options.runtime();
        out.println(
                "ecs-task-retry on this machine: DynamoDB Local, stand-ins for the other services, and target/function.zip");
        out.println("under " + runtime.description() + ".");
        out.println("Policy: " + POLICY + ". State machine: sam/wait-and-run.asl.json.");
        out.println("Shortened here: " + TIME_SCALE.describe() + ", except those of half an hour and more.");
        out.println();
        Narrator narrator = new Narrator(out, TIME_SCALE);
        TaskScript story = new Story();
        Setup setup = new Setup(
                launch -> {
                    narrator.launched(launch);
                    return story.fate(launch);
                },
                TIME_SCALE,
                runtime,
                Map.of("RETRY_POLICY", POLICY.toAbsolutePath().toString()),
                ownDirectory(),
                options.port(),
                1);
        try (LocalDeployment deployment = LocalDeployment.start(setup)) {
            deployment.events().lose(Story::isUndeliverable);
            Story.all().forEach(job -> out.printf("         %-15s %s%n", job.family(), job.about()));
            out.println();
            deployment.messages().onMessage(narrator::published);
            deployment.events().onDelivery(delivery -> {
                narrator.delivered(delivery);
                if (hasEnded(delivery.answer())) {
                    jobsToEnd.countDown();
                }
            });
            Story.schedule(deployment.schedules());
            Map<String, String> jobs = Story.begin(
                    deployment.clients().ecs(),
                    input -> deployment
                            .clients()
                            .stepFunctions()
                            .startExecution(request -> request.stateMachineArn(deployment.runJobArn())
                                    .input(input))
                            .executionArn());
            miss(deployment, narrator);
            boolean ended = jobsToEnd.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            deployment.events().lost().forEach(event -> {
                narrator.undelivered(event);
                deployment.deadLetters().send(Json.write(event), Story.undelivered());
            });
            deployment.events().accept(Story.malformed());
            show(deployment, jobs, ended);
            if (options.stay()) {
                stay(deployment);
            }
            out.println();
            out.println(
                    "./ecs-retry local --stay keeps everything running, so that you can cancel, hurry and rerun these jobs.");
            return ended ? 0 : 1;
        }
    }

    /** Launches that make no task. Only CloudTrail's event history has them, and reconciling reads it. */
    private static void miss(LocalDeployment deployment, Narrator narrator) {
        // The first invocation writes the time since which launches are looked for.
        deployment.reconcile();
        Story.missed().forEach((family, record) -> {
            narrator.missed(family);
            deployment.eventHistory().add(record);
            narrator.reconciled(deployment.reconcile());
        });
    }

    /** Deleted at exit, and not shared, because two local runs may overlap. */
    private static Path ownDirectory() throws IOException {
        Path directory = Files.createTempDirectory(Path.of("target"), "local-run-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        return directory;
    }

    private static void delete(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("Cannot delete " + directory + ": " + e.getMessage());
        }
    }

    private static boolean hasEnded(@Nullable JsonNode answer) {
        return answer != null && answer.path("decision").asText().equals("TERMINAL");
    }

    private void show(LocalDeployment deployment, Map<String, String> jobs, boolean ended) {
        out.println();
        Summary summary = new Summary(out, deployment.endpoint());
        summary.ask("jobs");
        summary.ask("show", jobs.get("nightly-report"));
        deployment
                .clients()
                .stepFunctions()
                .listExecutions(request -> request.stateMachineArn(deployment.runJobArn()))
                .executions()
                .forEach(execution ->
                        out.println("The execution of run-job that waited for migration: " + execution.status()));
        out.println();
        out.println("The notices:");
        out.println();
        out.println(Summary.notices(deployment.messages().all()));
        if (!ended) {
            out.println();
            out.println("Not every job has ended. The function's log:");
            out.println(deployment.functionLog());
        }
    }

    private void stay(LocalDeployment deployment) throws InterruptedException {
        String endpoint = deployment.endpoint().toString();
        out.println();
        out.println("Everything stays up until Ctrl-C. One endpoint for every service: " + endpoint);
        out.println();
        out.println("  export AWS_ENDPOINT_URL=" + endpoint
                + " AWS_DEFAULT_REGION=eu-west-1 AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local");
        out.println("  ./ecs-retry pending             # two jobs wait an hour: try 'cancel JOB' and 'retry-now JOB'");
        out.println("  ./ecs-retry dead-letters        # then 'redrive'");
        out.println(
                "  ./ecs-retry pause --family price-import --reason 'trying it out'      # then 'paused', 'resume'");
        out.println("  ./ecs-retry run --cluster " + Story.CLUSTER
                + " --task-definition price-import --launch-type FARGATE --subnets subnet-0a --wait");
        out.println("  aws ecs run-task --cluster " + Story.CLUSTER
                + " --task-definition price-import --launch-type FARGATE \\");
        out.println("      --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a],securityGroups=[sg-0a]}'");
        out.println("  curl --data @event.json " + endpoint
                + "        # an event for the function; answers what became of it");
        try (ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor()) {
            // Never ends.
            schedule.scheduleWithFixedDelay(
                            deployment::reconcile, RECONCILE.toSeconds(), RECONCILE.toSeconds(), TimeUnit.SECONDS)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a round of reconciling failed", e);
        }
    }
}
