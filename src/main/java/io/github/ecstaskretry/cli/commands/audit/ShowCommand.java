package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.AuditJson;
import io.github.ecstaskretry.cli.audit.JobReference;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.aws.table.EcsTasks;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.format.ContainerLog;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        header = "Show the story of one job, attempt by attempt.",
        description = {
            "Reads the job by its key, or finds it by a re-run's task in the index by-task. Asks ECS for the task definition,"
                    + " which names the log streams; without that permission, the links to log streams are missing."
        },
        exitCodeList = {"0:done", "1:the table has no such job", "2:the table cannot be read"},
        footer = {
            "./ecs-retry show 0123456789abcdef0123456789abcdef",
            "./ecs-retry show 0123456",
            "./ecs-retry show --last etl-orders",
            "./ecs-retry show arn:aws:ecs:eu-west-1:111122223333:task/prod/fedcba9876543210fedcba9876543210",
            "./ecs-retry show arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:0123456789abcdef0123456789abcdef-2"
        })
public final class ShowCommand extends AuditCommand {

    @Parameters(
            paramLabel = "JOB",
            arity = "0..1",
            description =
                    "A job id or its beginning, 4 characters or more; the id, ARN or startedBy of any of its tasks; the name or ARN of one of its executions; or the"
                            + " console's link to either.")
    private @Nullable String named;

    @Option(
            names = "--last",
            paramLabel = "FAMILY",
            converter = Converters.Family.class,
            description = "Instead of JOB: the job of this family that stopped last.")
    private @Nullable String last;

    @Override
    int answer(Viewer viewer) {
        if ((named == null) == (last == null)) {
            throw new InputError("give either JOB or --last FAMILY");
        }
        return ask(table -> answer(table, viewer));
    }

    private int answer(AuditTable table, Viewer viewer) {
        Optional<JobReference> reference = reference(table);
        Optional<JobStory> story = reference.flatMap(job -> argument(() -> table.story(job, viewer.now())));
        if (story.isEmpty()) {
            viewer.terminal()
                    .err()
                    .println("ecs-retry: "
                            + reference
                                    .map(JobReference::unknown)
                                    .orElse("the table has no job of family '" + last + "'"));
            return ExitCode.NO;
        }
        List<ContainerLog> logs = logs(story.get());
        if (json()) {
            viewer.println(AuditJson.story(story.get(), logs, viewer.now()));
        } else {
            new StoryText(viewer, story.get(), logs).print();
        }
        return ExitCode.OK;
    }

    private Optional<JobReference> reference(AuditTable table) {
        if (last != null) {
            return table.lastOfFamily(last).map(jobId -> new JobReference(jobId, true));
        }
        String job = Objects.requireNonNull(named);
        return Optional.of(argument(() -> JobReference.parse(job)));
    }

    /** All tasks of a job have the same task definition. */
    private List<ContainerLog> logs(JobStory story) {
        try (EcsTasks ecs = new EcsTasks(aws())) {
            return ecs.logs(story.newest().subject().taskDefinitionArn());
        }
    }
}
