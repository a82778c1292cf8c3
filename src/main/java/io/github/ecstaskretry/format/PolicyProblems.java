package io.github.ecstaskretry.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with one file, so that all of it is told at once. */
final class PolicyProblems {

    private final String file;
    private final List<PolicyError> errors = new ArrayList<>();

    PolicyProblems(String file) {
        this.file = file;
    }

    void add(Optional<Mark> mark, String path, String problem) {
        errors.add(new PolicyError(
                file,
                mark.map(Mark::getLine).orElse(0) + 1,
                mark.map(Mark::getColumn).orElse(0) + 1,
                path,
                problem));
    }

    /**
     * Does nothing when nothing was added.
     *
     * @throws InvalidPolicyException with everything that was added, in the order of the file
     */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidPolicyException(errors.stream()
                    .sorted(Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column))
                    .toList());
        }
    }
}
