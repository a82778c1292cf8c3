package io.github.ecstaskretry.cli.ask.lint;

/**
 * A part of a policy that has no effect, or another effect than it seems to have.
 *
 * @param path the place in the file, such as {@code policies[0].rules[1].when.cluster}
 * @param what the problem, in a sentence
 * @param fix what to do, in a sentence
 */
public record PolicyWarning(String policy, String path, String what, String fix) {

    /** Such as {@code policies[0].rules[1]: Rule 'late' … Move it …}. */
    @Override
    public String toString() {
        return path + ": " + what + " " + fix;
    }
}
