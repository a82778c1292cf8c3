package io.github.ecstaskretry.cli.commands.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file whose content takes time to make. Checks at once that the file can be written, and leaves its old content until the new one
 * is complete: writes to a temporary file beside it, which then replaces it. Writes pipes and devices directly.
 */
public final class OutputFile implements AutoCloseable {

    private final Path named;
    private final Path file;

    /** The temporary file; the file itself if it is a pipe or a device. */
    private final Path part;

    /** Throws an {@link InputError} if the file cannot be written. */
    public OutputFile(Path named) {
        this.named = named;
        try {
            // The file behind a symbolic link, so that the link stays.
            this.file = Files.isRegularFile(named) ? named.toRealPath() : named.toAbsolutePath();
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new InputError("'" + named + "' cannot be written: its folder does not exist");
            }
            if (Files.isDirectory(file) || (Files.exists(file) && !Files.isWritable(file))) {
                throw new InputError("'" + named + "' cannot be written: it is a folder or read-only");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                this.part = file;
                return;
            }
            this.part = folder.resolve(
                    "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            Files.deleteIfExists(part);
            Files.createFile(part).toFile().deleteOnExit();
        } catch (IOException e) {
            throw cannot(e);
        }
    }

    /** Throws an {@link InputError} if the file cannot be written. */
    public void write(String content) {
        try {
            Files.writeString(part, content);
            if (!part.equals(file)) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw cannot(e);
        }
    }

    @Override
    public void close() {
        try {
            if (!part.equals(file)) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw cannot(e);
        }
    }

    private InputError cannot(IOException e) {
        return new InputError("'" + named + "' cannot be written: " + e.getMessage(), e);
    }
}
