package io.github.ecstaskretry.cli.commands.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.JobReference;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.aws.RunJobExecutions;
import io.github.ecstaskretry.cli.aws.RunJobExecutions.ExecutionEnd;
import io.github.ecstaskretry.cli.aws.UnreadableException;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ConnectionOptions;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.StackOption;
import io.github.ecstaskretry.cli.commands.arguments.TableOptions;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.Outcome;
import io.github.ecstaskretry.format.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        header = "Run a task as a job that is retried, and wait for its end.",
        description = {
            "Starts the deployed run-job state machine. It launches the task; the policy file decides what happens if the launch or the"
                    + " task fails. With --wait, prints each attempt as it ends, and exits by the job's outcome. Ctrl+C ends the"
                    + " waiting, not the job: 'ecs-retry cancel' cancels it."
        },
        exitCodeList = {
            "0:started; with --wait: the job did its work",
            "1:the job is lost: FAILED, EXHAUSTED, EXPIRED or UNLAUNCHABLE; or the execution stopped waiting for it",
            "2:the arguments are wrong, or AWS refuses the call",
            "3:the job was cancelled"
        },
        footer = {
            "./ecs-retry run --task-definition etl --cluster prod --network-from schedule:nightly-etl --wait",
            "./ecs-retry run --task-definition etl:7 --cluster prod --launch-type FARGATE --subnets subnet-0a --container app --env DAY=2026-01-31"
        })
public final class RunCommand extends TerminalCommand implements Callable<Integer> {

    private static final String POLICY = "RunJobPolicyArn";
    private static final int CANCELLED = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    @Mixin
    private RunTaskOptions task = new RunTaskOptions();

    @Option(names = "--wait", description = "Wait for the end of the job.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "How long the execution waits for the job, such as 6h; default: 24h. The job goes on afterwards.")
    private @Nullable String timeout;

    @Option(names = "--json", description = "Print JSON for scripts; docs/run-job.md describes it.")
    private boolean json;

    @Option(
            names = "--run-job",
            paramLabel = "ARN",
            description =
                    "The run-job state machine; default: the output RunJobArn of --stack, or the variable RETRY_RUN_JOB_ARN if there is no --stack.")
    private @Nullable String runJob;

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private StackOption stack = new StackOption();

    @Mixin
    private TableOptions table = new TableOptions();

    @Override
    public Integer call() {
        @Nullable Long seconds = timeoutSeconds();
        try (RunJobExecutions runJobs = new RunJobExecutions(connection.aws(), stateMachineArn())) {
            ObjectNode request = task.request(connection.aws(), runJobs.clusterArn(task.cluster()));
            String executionArn = runJobs.start(request, seconds);
            String jobId = AttemptId.ofRunJob(executionArn).jobId();
            if (!json) {
                say("Started job " + jobId + ": " + task.taskDefinition() + " on " + task.cluster() + ".");
                say("Execution: " + executionArn);
            }
            if (!wait) {
                return started(jobId, executionArn);
            }
            return ended(jobId, executionArn, follow(jobId, executionArn, runJobs));
        }
    }

    private String stateMachineArn() {
        return stack.part(runJob, "RETRY_RUN_JOB_ARN", connection.aws(), POLICY, "--run-job ARN", "RunJobArn");
    }

    private @Nullable Long timeoutSeconds() {
        return timeout == null
                ? null
                : (Long) DurationText.parse(timeout)
                        .filter(Duration::isPositive)
                        .orElseThrow(() -> new InputError(
                                "--timeout: expected a duration such as 6h or 90m, found '" + timeout + "'"))
                        .toSeconds();
    }

    private int started(String jobId, String executionArn) {
        if (json) {
            println(about(jobId, executionArn));
        } else {
            say("See it with 'ecs-retry show " + jobId + "' once an attempt has ended.");
        }
        return ExitCode.OK;
    }

    /** Prints each attempt as it ends. Waits even without access to the table. */
    private ExecutionEnd follow(String jobId, String executionArn, RunJobExecutions runJobs) {
        try (AuditTable attempts = json ? null : attempts()) {
            int shown = 0;
            for (int round = 1; ; round++) {
                ExecutionEnd ended = runJobs.ended(executionArn);
                shown = attempts == null ? 0 : show(attempts, jobId, shown);
                if (ended != null) {
                    return ended;
                }
                pause(Duration.ofSeconds(round));
            }
        }
    }

    private @Nullable AuditTable attempts() {
        try {
            return AuditTable.open(connection.aws(), table.name(connection.aws(), stack, "AuditPolicyArn"));
        } catch (UnreadableException e) {
            terminal().err().println("ecs-retry: attempts are not shown: " + e.getMessage());
            return null;
        }
    }

    private int show(AuditTable attempts, String jobId, int shown) {
        Optional<JobStory> story = attempts.story(new JobReference(jobId, true), Instant.now());
        int newest = story.map(job -> job.newest().id().number()).orElse(0);
        for (int number = shown + 1; number <= newest; number++) {
            int one = number;
            story.flatMap(job -> job.attempt(one)).ifPresent(this::show);
        }
        return newest;
    }

    private void show(RecordedAttempt attempt) {
        say("Attempt " + attempt.id().number() + ": " + attempt.ruling().cause() + ". "
                + attempt.ruling().why());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.compareTo(LONGEST_PAUSE) < 0 ? time : LONGEST_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int ended(String jobId, String executionArn, ExecutionEnd ended) {
        String outcome = outcome(ended);
        JsonNode job =
                ended.output() == null ? null : Json.tryParse(ended.output()).orElse(null);
        if (json) {
            ObjectNode answer = about(jobId, executionArn).put("status", ended.status());
            Json.putIfPresent(answer, "outcome", outcome);
            Json.putIfPresent(answer, "error", ended.error());
            Json.putIfPresent(answer, "cause", ended.cause());
            if (job != null) {
                answer.set("job", job);
            }
            println(answer);
        } else if (job != null) {
            say(job.path("summary").asText());
        } else if (ended.aborted()) {
            say("Somebody aborted the execution, so the job is cancelled. A task that runs is left.");
        } else if (outcome == null) {
            say("The execution ended without the job's outcome: " + ended.error() + ". "
                    + (ended.cause() == null ? "The job goes on." : ended.cause()));
        } else {
            say(ended.cause() == null ? outcome : ended.cause());
        }
        return ended.succeeded() ? ExitCode.OK : Outcome.CANCELLED.name().equals(outcome) ? CANCELLED : ExitCode.NO;
    }

    /** The job's outcome; null if the execution ended before the job. */
    private static @Nullable String outcome(ExecutionEnd ended) {
        if (ended.succeeded()) {
            return Outcome.SUCCEEDED.name();
        }
        if (ended.aborted()) {
            return Outcome.CANCELLED.name();
        }
        return Arrays.stream(Outcome.values())
                .map(Outcome::name)
                .filter(name -> name.equals(ended.error()))
                .findFirst()
                .orElse(null);
    }

    private static ObjectNode about(String jobId, String executionArn) {
        return Json.object().put("version", 1).put("jobId", jobId).put("executionArn", executionArn);
    }

    @Override
    protected Terminal terminal() {
        return connection.terminal(super.terminal());
    }

    private void println(ObjectNode answer) {
        terminal().out().println(answer.toPrettyString());
    }
}
