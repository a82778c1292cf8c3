package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.ask.StopDocuments;
import io.github.ecstaskretry.cli.aws.AwsConnection;
import io.github.ecstaskretry.cli.aws.table.EcsTasks;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.core.task.TaskArn;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Reads stopped tasks from a file, from standard input, or from ECS. */
final class StopSource {

    private StopSource() {}

    /**
     * Reads what the argument names.
     *
     * @param source a file, {@code -} or a task's ARN
     * @throws InputError if it cannot be read or holds no task
     */
    static StopDocuments read(String source, InputStream standardInput) throws IOException {
        if (source.startsWith("arn:")) {
            return described(taskArn(source));
        }
        boolean standard = source.equals("-");
        String name = standard ? "standard input" : "'" + source + "'";
        byte[] content = standard ? standardInput.readAllBytes() : InputFile.bytes(path(source));
        StopDocuments documents = documents(content, name);
        if (documents.stops().isEmpty() && documents.problems().isEmpty()) {
            throw new InputError("there is no task in " + name
                    + "; expected an 'ECS Task State Change' event or the output of 'aws ecs describe-tasks'");
        }
        return documents;
    }

    private static StopDocuments documents(byte[] content, String name) throws IOException {
        try {
            return StopDocuments.read(content, name);
        } catch (ZipException | EOFException e) {
            throw new InputError(name + " cannot be decompressed: " + e.getMessage(), e);
        }
    }

    private static Path path(String source) {
        try {
            return Path.of(source);
        } catch (InvalidPathException e) {
            throw new InputError("'" + source + "' is not a file name on this system: " + e.getReason(), e);
        }
    }

    private static TaskArn taskArn(String source) {
        try {
            return new TaskArn(source);
        } catch (IllegalArgumentException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }

    private static StopDocuments described(TaskArn arn) {
        try (EcsTasks tasks = new EcsTasks(new AwsConnection(arn.region(), null, null))) {
            EcsTasks.TaggedTask described = tasks.describe(arn)
                    .orElseThrow(() -> new InputError("ECS does not know the task " + arn.value()
                            + "; it forgets a stopped task after about an hour"));
            return StopDocuments.of(described.event(), described.tags());
        } catch (IllegalStateException | MalformedEventException e) {
            throw new InputError(String.valueOf(e.getMessage()), e);
        }
    }
}
