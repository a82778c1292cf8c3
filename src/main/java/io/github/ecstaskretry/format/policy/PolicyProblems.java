package io.github.ecstaskretry.format.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with one file, so that all of it is told at once, in a message that a log takes. */
final class PolicyProblems {

    private static final int MOST = 100;
    private static final int LONGEST = 500;

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
                shortened(path),
                shortened(problem)));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /**
     * Does nothing when nothing was added.
     *
     * @throws InvalidPolicyException with what was added, in the order of the file
     */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidPolicyException(told());
        }
    }

    private List<PolicyError> told() {
        List<PolicyError> inOrder = errors.stream()
                .sorted(Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column))
                .toList();
        if (inOrder.size() <= MOST) {
            return inOrder;
        }
        PolicyError next = inOrder.get(MOST);
        List<PolicyError> told = new ArrayList<>(inOrder.subList(0, MOST));
        told.add(new PolicyError(
                next.file(),
                next.line(),
                next.column(),
                "",
                "and from here " + (inOrder.size() - MOST) + " more errors"));
        return told;
    }
}
