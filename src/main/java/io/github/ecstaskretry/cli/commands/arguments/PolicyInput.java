package io.github.ecstaskretry.cli.commands.arguments;

import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import io.github.ecstaskretry.format.policy.PolicyFile;
import io.github.ecstaskretry.format.policy.PolicyVersion;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Policy files that the command line names. */
public final class PolicyInput {

    private static final int BEFORE_COLUMN = 60;
    private static final int LONGEST_EXCERPT = 100;

    private PolicyInput() {}

    /** A policy file, with its version as attempts name it in {@code policyVersion}. */
    public record LoadedPolicy(String file, PolicySet policies, String version) {}

    /** The policies of a file; of the built-in policy if null. Throws an {@link InputError} with every mistake in it. */
    public static PolicySet load(@Nullable Path file) {
        return file == null ? PolicyFile.builtIn() : loaded(file).policies();
    }

    /** The same with the file's version. The name {@code built-in} stands for the built-in policy. */
    public static LoadedPolicy loaded(Path file) {
        if (file.equals(Path.of(PolicyVersion.BUILT_IN))) {
            return new LoadedPolicy(PolicyVersion.BUILT_IN, PolicyFile.builtIn(), PolicyVersion.BUILT_IN);
        }
        String text = InputFile.text(file);
        try {
            PolicySet policies = PolicyFile.read(file.toString(), text, BuiltInCatalogue.CATALOGUE.ids());
            return new LoadedPolicy(file.toString(), policies, PolicyVersion.of(text));
        } catch (InvalidYamlException e) {
            throw mistakes("the policy file has mistakes", text, e);
        }
    }

    /** Each mistake with its line. */
    public static InputError mistakes(String what, String text, InvalidYamlException e) {
        String problems = e.problems().stream()
                .map(problem -> problem + excerpt(text, problem))
                .collect(Collectors.joining("\n"));
        return new InputError(what + "\n" + problems, e);
    }

    /** The line of a problem, and a caret under its column on the next line; empty if the line is empty. */
    public static String excerpt(String text, FileProblem problem) {
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
