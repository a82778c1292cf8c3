package io.github.ecstaskretry.function.lambda;

import io.github.ecstaskretry.format.FileProblem;
import io.github.ecstaskretry.format.InvalidYamlException;
import java.util.List;

/**
 * The function cannot decide, because its policy file has mistakes. The message has the first mistake, because Lambda shows the
 * message.
 */
final class BadPolicyException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient List<FileProblem> mistakes;

    BadPolicyException(InvalidYamlException file) {
        super(
                "the policy file has mistakes, all of which are in the log of the function's start. The first is "
                        + file.problems().getFirst(),
                file);
        this.mistakes = file.problems();
    }

    List<FileProblem> mistakes() {
        return mistakes;
    }
}
