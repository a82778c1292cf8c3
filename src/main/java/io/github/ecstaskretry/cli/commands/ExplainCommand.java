package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.ask.ExplanationJson;
import io.github.ecstaskretry.cli.ask.explain.Explainer;
import io.github.ecstaskretry.cli.ask.explain.Explanation;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Adoption;
import io.github.ecstaskretry.core.decide.Decider;
import io.github.ecstaskretry.core.decide.PolicySelector;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.StoppedTask.Origin;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what the function would do with one stop. */
@Command(
        name = "explain",
        header = "Say what the function would do with a stopped task, and why.",
        description = {
            "Shows the stop as it is understood, its cause and by what it was recognised, which policy and rule took it and"
                    + " what the others missed, the decision, and what would follow if every attempt failed the same way.",
            "The function knows a job's earlier attempts from its table. Here they are taken to have failed like this one,"
                    + " and the deadline is counted from this task's creation."
        },
        footer = {
            "./ecs-retry explain event.json",
            "./ecs-retry explain event.json --policy sam/policy/retry-policy.yaml --attempt 3",
            "./ecs-retry explain arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef --json",
            "pbpaste | ./ecs-retry explain - --tag team=data"
        })
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "EVENT",
            description =
                    "File with an 'ECS Task State Change' event as EventBridge delivers it; - for standard input; or a"
                            + " task's ARN, to ask ECS with the AWS SDK's usual credentials.")
    private String source = "";

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy file, YAML or JSON; without it the built-in policy.")
    private @Nullable Path policy;

    @Option(
            names = "--attempt",
            paramLabel = "N",
            description = "Which attempt of its job the task was; without it as its startedBy says, else 1.")
    private @Nullable Integer attempt;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "A tag of the task, which its event does not carry; may be repeated.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--started-by",
            paramLabel = "TEXT",
            description = "Who started the job's first task, which the event of a re-run does not tell.")
    private @Nullable String startedBy;

    @Option(names = "--json", description = "The explanation as one JSON object.")
    private boolean json;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        PolicySet policies = Policies.load(policy);
        StopSource.Found found = StopSource.read(source, terminal.in());
        Map<String, String> known = new LinkedHashMap<>(found.tags());
        known.putAll(tags);
        Explanation explanation = explain(policies, found.task(), known);
        if (json) {
            terminal.out().println(ExplanationJson.write(explanation));
        } else {
            new ExplanationText(terminal).print(explanation);
        }
        return ExitCode.OK;
    }

    private Explanation explain(PolicySet policies, StoppedTask task, Map<String, String> known) {
        Catalogue catalogue = CatalogueYaml.builtIn();
        Classifier classifier = new Classifier(catalogue);
        Decider decider = new Decider(classifier);
        Explainer explainer = new Explainer(policies, classifier, decider);
        AttemptId id = attemptId(task);
        StoppedTask first = startedByCaller(task);
        Optional<String> owner = Adoption.otherOwner(task);
        if (owner.isPresent()) {
            return explainer.ignored(task, id, known, false, "its retry is owned by " + owner.get());
        }
        return new PolicySelector(policies, decider, asked -> known)
                .adopt(first, AttemptId.first(first.arn()), JobHistory.NONE)
                .map(adopted -> explainer.adopted(first, id, adopted.policy(), adopted.tags(), known))
                .orElseGet(() -> explainer.ignored(first, id, known, true, "no policy matches it"));
    }

    private AttemptId attemptId(StoppedTask task) {
        AttemptId told =
                AttemptId.fromStartedBy(task.origin().startedBy()).orElseGet(() -> AttemptId.first(task.arn()));
        if (attempt == null) {
            return told;
        }
        if (attempt < 1 || attempt > AttemptId.MAX_NUMBER) {
            throw new InputError("--attempt: expected 1 to " + AttemptId.MAX_NUMBER + ", found " + attempt);
        }
        return new AttemptId(told.jobId(), attempt);
    }

    /** The task with the {@code startedBy} of its job's first task, by which policies know it. */
    private StoppedTask startedByCaller(StoppedTask task) {
        boolean rerun = AttemptId.fromStartedBy(task.origin().startedBy()).isPresent();
        if (startedBy == null && !rerun) {
            return task;
        }
        return new StoppedTask(
                task.arn(),
                task.clusterArn(),
                task.taskDefinitionArn(),
                new Origin(task.origin().group(), startedBy),
                task.placement(),
                task.times(),
                task.stop(),
                task.overrides(),
                task.enableExecuteCommand(),
                task.event());
    }
}
