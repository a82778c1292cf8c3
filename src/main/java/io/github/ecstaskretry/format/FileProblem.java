package io.github.ecstaskretry.format;

/**
 * One mistake in a file that a person wrote.
 *
 * @param file its name, as the person gave it
 * @param line from 1
 * @param column from 1
 * @param path the place in the document, such as {@code policies[0].rules[1].then}; empty for the document itself
 * @param problem what is wrong and what is allowed; one line
 */
public record FileProblem(String file, int line, int column, String path, String problem) {

    /** Such as {@code retry-policy.yaml:12:5: policies[0].rules[1].then: expected one of fail, retry; found 'stop'}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + problem;
    }
}
