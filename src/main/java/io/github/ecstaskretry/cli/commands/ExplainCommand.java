package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.ask.ExplanationJson;
import io.github.ecstaskretry.cli.ask.ExplanationText;
import io.github.ecstaskretry.cli.ask.LaunchText;
import io.github.ecstaskretry.cli.ask.StopDocuments;
import io.github.ecstaskretry.cli.ask.StopDocuments.StopDocument;
import io.github.ecstaskretry.cli.ask.explain.Explainer;
import io.github.ecstaskretry.cli.ask.explain.Explanation;
import io.github.ecstaskretry.cli.ask.explain.Explanation.RunningTask;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.LaunchSources;
import io.github.ecstaskretry.cli.aws.table.EcsTasks;
import io.github.ecstaskretry.cli.aws.table.EcsTasks.TaggedTask;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.cli.commands.arguments.PolicyInput;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.core.decide.Situation;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.learn.Learned;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        header = "Show what the function would do with a stopped task, and why.",
        description = {
            "Shows the stop, its cause and how it was recognised, which policy and rule apply and why the others do not, the"
                    + " decision, and the attempts that would follow if every attempt failed the same way.",
            "",
            "Reads an 'ECS Task State Change' event, alone, in an SQS or SNS message or in Lambda's on-failure record; the"
                    + " event's detail; the output of 'aws ecs describe-tasks'; or lines of 'ecs-retry export'. A file may hold several"
                    + " of these, as lines or arrays, and may be compressed by gzip.",
            "",
            "The function reads a job's earlier attempts from its table. This command assumes that they failed like this one,"
                    + " and counts the deadline from the creation of this task.",
            "",
            "Given a task's ARN, it asks EventBridge or Scheduler how the task was launched, as the function does before a"
                    + " retry. Of a task that has not stopped, it shows only how a retry would be launched."
        },
        footer = {
            "./ecs-retry explain docs/examples/out-of-memory.json",
            "./ecs-retry explain event.json --policy sam/policy/retry-policy.yaml --attempt 3",
            "aws ecs describe-tasks --cluster prod --tasks 0123456789abcdef | ./ecs-retry explain - --request",
            "./ecs-retry explain arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef --json",
            "pbpaste | ./ecs-retry explain - --tag team=data"
        })
final class ExplainCommand extends TerminalCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "EVENT",
            description =
                    "A file; - for standard input; or a task's ARN, to ask ECS with the AWS SDK's usual credentials.")
    private String source = "";

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy file, YAML or JSON; default: the built-in policy.")
    private @Nullable Path policy;

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "The attempt's number; default: the number in the task's startedBy, or 1.")
    private @Nullable Integer attempt;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "A tag of the task, because events have no tags. Can be repeated.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--started-by",
            paramLabel = "TEXT",
            description = "The startedBy of the job's first task, which the event of a re-run does not have.")
    private @Nullable String startedBy;

    @Option(
            names = "--request",
            description = "Show the RunTask request that would be sent, without the values of environment variables.")
    private boolean request;

    @Option(names = "--json", description = "One JSON object for each task.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PolicySet policies = PolicyInput.load(policy);
        @Nullable TaggedTask described = source.startsWith("arn:") ? described() : null;
        Explainer explainer = new Explainer(policies, BuiltInCatalogue.CLASSIFIER, learning());
        if (described != null && described.running().isPresent()) {
            printRunning(explainer, described.running().get(), described.tags());
            return ExitCode.OK;
        }
        StopDocuments documents =
                described == null ? documents() : StopDocuments.of(described.event(), described.tags());
        String separator = "";
        for (StopDocument stop : documents.stops()) {
            Explanation explanation = explain(explainer, stop);
            if (json) {
                terminal().out().println(ExplanationJson.write(stop.input(), explanation, request));
            } else {
                terminal().out().print(separator);
                new ExplanationText(terminal()).print(stop.input(), explanation, request);
                separator = System.lineSeparator();
            }
        }
        documents.problems().forEach(problem -> terminal().err().println("ecs-retry: " + Text.printable(problem)));
        return documents.stops().isEmpty() || documents.unreadable() ? ExitCode.INPUT : ExitCode.OK;
    }

    /** The command asks AWS only if the user gives a task's ARN. */
    private Function<Situation, Learned> learning() {
        return source.startsWith("arn:")
                ? new LaunchSources(new AwsConnection(new TaskArn(source).region(), null, null))::learn
                : LaunchLearning::unasked;
    }

    private Explanation explain(Explainer explainer, StopDocument stop) {
        Map<String, String> known = new LinkedHashMap<>(stop.tags());
        known.putAll(tags);
        StoppedTask task = stop.task();
        return explainer.explain(
                Explainer.startedLikeTheFirst(task, startedBy == null ? stop.startedBy() : startedBy),
                attemptId(task),
                known);
    }

    private void printRunning(Explainer explainer, StoppedTask task, Map<String, String> known) {
        Map<String, String> all = new LinkedHashMap<>(known);
        all.putAll(tags);
        RunningTask running = explainer.running(Explainer.startedLikeTheFirst(task, startedBy), attemptId(task), all);
        if (json) {
            terminal().out().println(LaunchText.json(running));
        } else {
            LaunchText.print(terminal(), running);
        }
    }

    private AttemptId attemptId(StoppedTask task) {
        AttemptId id = AttemptId.of(task.arn(), task.origin().startedBy());
        if (attempt == null) {
            return id;
        }
        if (attempt < 1 || attempt > AttemptId.MAX_NUMBER) {
            throw new InputError("--attempt: expected 1 to " + AttemptId.MAX_NUMBER + ", found " + attempt);
        }
        return new AttemptId(id.jobId(), attempt);
    }

    /** Reads a file or standard input ({@code -}). */
    private StopDocuments documents() throws IOException {
        boolean standard = source.equals("-");
        String name = standard ? "standard input" : "'" + source + "'";
        try {
            byte[] content = standard ? terminal().in().readAllBytes() : InputFile.bytes(Path.of(source));
            StopDocuments documents = StopDocuments.read(content, name);
            if (documents.stops().isEmpty() && documents.problems().isEmpty()) {
                throw new InputError("there is no task in " + name
                        + "; expected an 'ECS Task State Change' event or the output of 'aws ecs describe-tasks'");
            }
            return documents;
        } catch (InvalidPathException e) {
            throw new InputError(name + " is not a file name on this system: " + e.getReason(), e);
        } catch (ZipException | EOFException e) {
            throw new InputError(name + " cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private TaggedTask described() {
        try {
            TaskArn arn = new TaskArn(source);
            try (EcsTasks tasks = new EcsTasks(new AwsConnection(arn.region(), null, null))) {
                return tasks.describe(arn)
                        .orElseThrow(() -> new InputError("ECS does not know the task " + source
                                + "; it forgets a stopped task after about an hour"));
            }
        } catch (IllegalArgumentException | IllegalStateException | MalformedEventException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }
}
