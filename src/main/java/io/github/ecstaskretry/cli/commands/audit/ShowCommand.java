package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.JobReference;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.audit.json.JobStoryJson;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.aws.table.EcsTaskDefinitions;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.format.ContainerLog;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells the story of one job. */
@Command(
        name = "show",
        header = "Tell the story of one job, attempt by attempt.",
        description = {
            "Reads the job by its key, and the index by-task where another task than the first, or an execution by its name, is named."
                    + " Asks ECS for the task"
                    + " definition, for links to the log streams; without the permission there are none."
        },
        exitCodeList = {"0:done", "1:the table has no such job", "2:the table cannot be read"},
        footer = {
            "./ecs-retry show 0123456789abcdef0123456789abcdef",
            "./ecs-retry show arn:aws:ecs:eu-west-1:111122223333:task/prod/fedcba9876543210fedcba9876543210",
            "./ecs-retry show arn:aws:states:eu-west-1:111122223333:execution:wait-and-run:0123456789abcdef0123456789abcdef-2"
        })
public final class ShowCommand extends AuditCommand {

    @Parameters(
            paramLabel = "JOB",
            description =
                    "A job id; the id, ARN or startedBy of any of its tasks; the name or ARN of one of its executions; or the"
                            + " console's link to either.")
    private String named = "";

    @Option(
            names = "--json",
            description =
                    "{\"version\",\"jobId\",\"state\",\"attempts\":[{\"attempt\",\"cause\",…}]}; see docs/audit.md.")
    private boolean json;

    public ShowCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    int answer(AuditTable table, Viewer viewer) {
        JobReference reference = reference();
        Optional<JobStory> story = table.story(reference);
        if (story.isEmpty()) {
            viewer.terminal()
                    .err()
                    .println("ecs-retry: the table has no job '" + reference.id()
                            + "': no policy adopted it, it has expired, or this is another deployment's table; a task"
                            + " that has not stopped is not in it, but a re-run's startedBy names its job:"
                            + " ecs-retry/JOB/ATTEMPT");
            return ExitCode.NO;
        }
        print(story.get(), viewer);
        return ExitCode.OK;
    }

    private JobReference reference() {
        try {
            return JobReference.parse(named);
        } catch (IllegalArgumentException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(JobStory story, Viewer viewer) {
        if (json) {
            viewer.terminal().out().println(JobStoryJson.write(story, logs(story), viewer.now()));
        } else {
            new StoryText(viewer).print(story, logs(story));
        }
    }

    /** All tasks of a job have one task definition. */
    private List<ContainerLog> logs(JobStory story) {
        try (EcsTaskDefinitions ecs = new EcsTaskDefinitions(aws())) {
            return ecs.logs(story.newest().subject().taskDefinitionArn());
        }
    }
}
