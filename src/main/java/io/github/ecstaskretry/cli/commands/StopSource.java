package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.aws.table.EcsTasks;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.event.EventDocument;
import io.github.ecstaskretry.format.event.Incoming;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Where a stopped task is read from: a file, standard input, or ECS. */
final class StopSource {

    private StopSource() {}

    /**
     * A stopped task.
     *
     * @param tags the task's; empty when the source does not tell them
     */
    record Found(StoppedTask task, Map<String, String> tags) {}

    /**
     * Reads what the argument names.
     *
     * @param source a file, {@code -} or a task's ARN
     * @throws InputError when there is no stopped task to be had
     */
    static Found read(String source, InputStream standardInput) throws IOException {
        try {
            if (source.startsWith("arn:")) {
                return ask(taskArn(source));
            }
            if (source.equals("-")) {
                return new Found(stopped("standard input", event(standardInput)), Map.of());
            }
            byte[] text = InputFile.text(path(source)).getBytes(StandardCharsets.UTF_8);
            return new Found(stopped("'" + source + "'", event(new ByteArrayInputStream(text))), Map.of());
        } catch (MalformedEventException e) {
            throw new InputError(e.getMessage() + " (in " + source + ")", e);
        }
    }

    private static Incoming event(InputStream input) throws IOException {
        return EventDocument.parse(input).getFirst().read();
    }

    private static Path path(String source) {
        try {
            return Path.of(source);
        } catch (InvalidPathException e) {
            throw new InputError("'" + source + "' cannot be the name of a file here: " + e.getReason(), e);
        }
    }

    private static TaskArn taskArn(String source) {
        try {
            return new TaskArn(source);
        } catch (IllegalArgumentException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    private static Found ask(TaskArn arn) {
        try (EcsTasks tasks = new EcsTasks(arn.region())) {
            EcsTasks.Described described = tasks.describe(arn)
                    .orElseThrow(() -> new InputError("ECS does not know the task " + arn.value()
                            + ", or no longer: it forgets a stopped task after about an hour"));
            return new Found(stopped("the task", described.event()), described.tags());
        } catch (IllegalStateException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    private static StoppedTask stopped(String source, Incoming incoming) {
        return switch (incoming) {
            case Incoming.TaskStopped stopped -> stopped.task();
            case Incoming.LaunchEnded ignored ->
                throw new InputError(
                        source + " tells of an execution that ended; expected an 'ECS Task State Change' event");
            case Incoming.Reconcile _ ->
                throw new InputError(source + " tells of no task; expected an 'ECS Task State Change' event");
            case Incoming.NotForUs notForUs ->
                throw new InputError(source + " does not tell of a stopped task: " + notForUs.reason()
                        + "; expected an 'ECS Task State Change' event with lastStatus STOPPED");
        };
    }
}
