package io.github.ecstaskretry.format;

import java.util.List;
import java.util.stream.Collectors;

/** A YAML or JSON file with mistakes. The message has one line for each. */
public final class InvalidYamlException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<FileProblem> problems;

    InvalidYamlException(List<FileProblem> problems) {
        super(problems.stream().map(FileProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file. If there are very many, the last one says how many were left out. */
    public List<FileProblem> problems() {
        return problems;
    }
}
