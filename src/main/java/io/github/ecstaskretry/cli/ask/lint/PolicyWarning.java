package io.github.ecstaskretry.cli.ask.lint;

/**
 * Something in a policy that can have no effect, or not the one it seems to have.
 *
 * @param policy the policy's name
 * @param path where it stands, such as {@code policies[0].rules[1].when.cluster}
 * @param what is odd, in a sentence
 * @param fix what to do about it, in a sentence
 */
public record PolicyWarning(String policy, String path, String what, String fix) {

    /** Such as {@code policies[0].rules[1]: Rule 'late' … Put it …}. */
    @Override
    public String toString() {
        return path + ": " + what + " " + fix;
    }
}
