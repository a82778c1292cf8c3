package io.github.ecstaskretry.format.policy;

import io.github.ecstaskretry.TestPolicies;
import io.github.ecstaskretry.format.InvalidYamlException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mappings that a policy file nests, each with a file in which one of them has the key {@code what-is-this}. */
enum PolicyLevel {
    FILE("", "what-is-this: 1"),
    POLICY("policy", "policies: [{what-is-this: 1}]"),
    MATCH("match", "policies: [{match: {what-is-this: 1}}]"),
    BACKOFF("backoff", "policies: [{backoff: {what-is-this: 1}}]"),
    PACE("pace", "policies: [{pace: {what-is-this: 1}}]"),
    ANNOUNCE_LIMIT("announceLimit", "policies: [{announceLimit: {what-is-this: 1}}]"),
    NETWORK("network", "policies: [{network: {what-is-this: 1}}]"),
    LAUNCH("launch", "policies: [{launch: {what-is-this: 1}}]"),
    RULE("rule", "policies: [{rules: [{what-is-this: 1}]}]"),
    MEMORY("memory", "policies: [{rules: [{memory: {what-is-this: 1}}]}]"),
    WHEN("when", "policies: [{rules: [{when: {what-is-this: 1}}]}]"),
    NOT("not", "policies: [{rules: [{when: {not: {what-is-this: 1}}}]}]");

    private static final Pattern KNOWN = Pattern.compile("what-is-this: unknown key[^;]*; known are ([A-Za-z, ]+)");

    private final String definition;
    private final String file;

    PolicyLevel(String definition, String file) {
        this.definition = definition;
        this.file = file;
    }

    /** Its name among the schema's {@code $defs}; empty for the file itself. */
    String definition() {
        return definition;
    }

    /** The keys that the reader takes here, as its own error names them. */
    List<String> keys() {
        try {
            TestPolicies.read(file);
        } catch (InvalidYamlException e) {
            Matcher known = KNOWN.matcher(e.getMessage());
            if (known.find()) {
                return List.of(known.group(1).split(", "));
            }
        }
        throw new AssertionError("the reader takes an unknown key in " + this);
    }
}
