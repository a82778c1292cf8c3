package io.github.ecstaskretry.format.policy;

/**
 * One thing that is wrong with a policy file.
 *
 * @param file as it was named
 * @param line from 1
 * @param column from 1
 * @param path such as {@code policies[0].rules[1].then}
 * @param problem what is wrong and what is allowed
 */
public record PolicyError(String file, int line, int column, String path, String problem) {

    /** Such as {@code retry-policy.yaml:12:5: policies[0].rules[1].then: expected one of retry, fail; found 'stop'}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (path.isEmpty() ? "" : path + ": ") + problem;
    }
}
