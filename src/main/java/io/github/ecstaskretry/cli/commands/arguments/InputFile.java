package io.github.ecstaskretry.cli.commands.arguments;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that are named on the command line. */
public final class InputFile {

    private InputFile() {}

    /**
     * The file's text, which is UTF-8.
     *
     * @throws InputError when it cannot be read
     */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InputError("there is no file '" + file + "'", e);
        } catch (CharacterCodingException e) {
            throw new InputError("'" + file + "' is not UTF-8", e);
        } catch (FileSystemException e) {
            String reason = e.getReason();
            throw new InputError("'" + file + "' cannot be read" + (reason == null ? "" : ": " + reason), e);
        } catch (IOException e) {
            throw new InputError("'" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
