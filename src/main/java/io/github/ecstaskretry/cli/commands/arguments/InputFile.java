package io.github.ecstaskretry.cli.commands.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that the command line names. */
public final class InputFile {

    private InputFile() {}

    /** Throws an {@link InputError} if the file cannot be read or is not UTF-8. */
    public static String text(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InputError("'" + file + "' is not UTF-8", e);
        }
    }

    /** Throws an {@link InputError} if the file cannot be read. */
    public static byte[] bytes(Path file) {
        return read(file, Files::readAllBytes);
    }

    /** The content of a large file. Throws an {@link InputError} if the file cannot be opened. */
    public static InputStream stream(Path file) {
        return read(file, Files::newInputStream);
    }

    private interface FileReading<T> {
        T of(Path file) throws IOException;
    }

    private static <T> T read(Path file, FileReading<T> reading) {
        try {
            return reading.of(file);
        } catch (NoSuchFileException e) {
            throw new InputError("there is no file '" + file + "'", e);
        } catch (FileSystemException e) {
            String reason = e.getReason();
            throw new InputError("'" + file + "' cannot be read" + (reason == null ? "" : ": " + reason), e);
        } catch (IOException e) {
            throw new InputError("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
