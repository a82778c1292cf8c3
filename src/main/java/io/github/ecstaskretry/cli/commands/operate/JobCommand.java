package io.github.ecstaskretry.cli.commands.operate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.audit.JobReference;
import io.github.ecstaskretry.cli.audit.JobStory;
import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.TableOptions;
import io.github.ecstaskretry.core.history.RecordedAttempt.Subject;
import io.github.ecstaskretry.core.policy.DurationText;
import io.github.ecstaskretry.format.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about one job. Finds the job in the table, asks, and sends the command. */
abstract class JobCommand extends OperateCommand {

    @Parameters(
            paramLabel = "JOB",
            description =
                    "A job as 'ecs-retry show' takes it: its id or the beginning of it; the id, ARN or startedBy of any of"
                            + " its tasks; the name or ARN of one of its executions; or the console's link to either.")
    private String named = "";

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private YesOption yes = new YesOption();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the record keeps it.")
    private @Nullable String reason;

    /** The question before the command is sent. */
    abstract String question(String job);

    /** Adds the command's members besides the job and the reason. */
    void addTo(ObjectNode details) {}

    @Override
    public final Integer call() {
        ObjectNode details = Json.object();
        addTo(details);
        Instant now = Instant.now();
        Optional<JobStory> story = find(now);
        if (story.isEmpty()) {
            return ExitCode.NO;
        }
        if (!yes.agreed(terminal(), question(described(story.get(), now)))) {
            return ExitCode.NO;
        }
        details.put("jobId", story.get().jobId());
        Json.putIfPresent(details, "reason", reason);
        return send(details);
    }

    private Optional<JobStory> find(Instant now) {
        try (AuditTable attempts = AuditTable.open(aws(), table.name(aws(), stack(), POLICY))) {
            JobReference reference = JobReference.parse(named);
            Optional<JobStory> story = attempts.story(reference, now);
            if (story.isEmpty()) {
                terminal().err().println("ecs-retry: " + reference.unknown());
            }
            return story;
        } catch (IllegalArgumentException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Such as {@code job 0123… (etl on prod, WAITING after 1 attempt, due in 5m)}. */
    private static String described(JobStory story, Instant now) {
        Subject subject = story.newest().subject();
        int attempts = story.newest().id().number();
        @Nullable Instant due = story.due(now);
        return "job " + story.jobId() + " (" + subject.family() + " on " + subject.cluster() + ", "
                + story.state(now).name() + " after " + attempts + (attempts == 1 ? " attempt" : " attempts")
                + (due == null || !due.isAfter(now)
                        ? ""
                        : ", due in " + DurationText.format(Duration.between(now, due)))
                + ")";
    }
}
