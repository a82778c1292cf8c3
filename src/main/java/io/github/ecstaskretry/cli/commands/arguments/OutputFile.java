package io.github.ecstaskretry.cli.commands.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is to be written once its content is known. That it can be is found out at once, and what it holds stays as it is
 * until then: the content goes to a file beside it, which takes its place.
 */
public final class OutputFile implements AutoCloseable {

    private final Path named;
    private final Path file;
    private final Path part;
    private final boolean replaced;

    /**
     * Makes the file beside it.
     *
     * @throws InputError when the file cannot be written
     */
    public OutputFile(Path named) {
        this.named = named;
        this.file = target(named);
        this.replaced = replaced(file);
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InputError("there is no folder for '" + named + "'");
        }
        if (replaced && Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
            throw new InputError("'" + named + "' cannot be written: it is a folder or may only be read");
        }
        this.part = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        if (replaced) {
            begin();
        }
    }

    /** Behind a link stands the file itself. */
    private static Path target(Path named) {
        try {
            return Files.isRegularFile(named) ? named.toRealPath() : named.toAbsolutePath();
        } catch (IOException e) {
            throw cannot(named, e);
        }
    }

    /** Such as a pipe or {@code /dev/stdout} is written to as it is. */
    private static boolean replaced(Path file) {
        return !Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file);
    }

    private void begin() {
        try {
            Files.deleteIfExists(part);
            Files.createFile(part);
            part.toFile().deleteOnExit();
        } catch (IOException e) {
            throw cannot(named, e);
        }
    }

    /**
     * Writes the whole of it.
     *
     * @throws InputError when that fails after all
     */
    public void write(String content) {
        try {
            if (replaced) {
                Files.writeString(part, content);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.writeString(file, content);
            }
        } catch (IOException e) {
            throw cannot(named, e);
        }
    }

    private static InputError cannot(Path named, IOException e) {
        return new InputError("'" + named + "' cannot be written: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw cannot(named, e);
        }
    }
}
