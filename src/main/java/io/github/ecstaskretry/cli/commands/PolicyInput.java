package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.policy.PolicyFile;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Policy files that are named on the command line. */
final class PolicyInput {

    private static final int BEFORE_COLUMN = 60;
    private static final int LONGEST_EXCERPT = 100;

    private PolicyInput() {}

    /**
     * The policies of a file, or the built-in policy if no file is named.
     *
     * @throws InputError if the file cannot be read, or with every mistake in it
     */
    static PolicySet load(@Nullable Path file) {
        if (file == null) {
            return PolicyFile.builtIn();
        }
        String text = InputFile.text(file);
        try {
            return PolicyFile.read(file.toString(), text, BuiltInCatalogue.CATALOGUE.ids());
        } catch (InvalidYamlException e) {
            String problems = e.problems().stream()
                    .map(problem -> problem + excerpt(text, problem))
                    .collect(Collectors.joining("\n"));
            throw new InputError("the policy file has mistakes\n" + problems, e);
        }
    }

    /** The line of a problem and a caret under its column, each on a line of its own; empty if the line is. */
    static String excerpt(String text, FileProblem problem) {
        String line = text.lines().skip(problem.line() - 1L).findFirst().orElse("");
        if (line.isBlank()) {
            return "";
        }
        int column = Math.min(problem.column() - 1, line.length());
        int start = Math.max(0, column - BEFORE_COLUMN);
        String shown = line.substring(start, Math.min(line.length(), start + LONGEST_EXCERPT));
        return "\n    " + shown.replace('\t', ' ') + "\n    " + " ".repeat(column - start) + "^";
    }
}
