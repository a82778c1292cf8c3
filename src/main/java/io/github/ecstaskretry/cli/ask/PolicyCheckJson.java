package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.ask.lint.PolicyWarning;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.policy.PolicyError;
import io.github.ecstaskretry.format.policy.PolicyLines;
import java.util.List;

/** What is wrong with a policy file, for scripts. */
public final class PolicyCheckJson {

    private PolicyCheckJson() {}

    /**
     * Such as {@code {"file":"…","valid":false,"errors":[{"line":3,"column":5,"path":"…","problem":"…"}],"warnings":[]}}.
     *
     * @param lines where the warnings stand
     */
    public static String write(String file, List<PolicyError> errors, List<PolicyWarning> warnings, PolicyLines lines) {
        ObjectNode document = Json.object().put("file", file).put("valid", errors.isEmpty());
        ArrayNode array = document.putArray("errors");
        for (PolicyError error : errors) {
            array.addObject()
                    .put("line", error.line())
                    .put("column", error.column())
                    .put("path", error.path())
                    .put("problem", error.problem());
        }
        ArrayNode second = document.putArray("warnings");
        for (PolicyWarning warning : warnings) {
            second.addObject()
                    .put("line", lines.line(warning.path()))
                    .put("path", warning.path())
                    .put("policy", warning.policy())
                    .put("problem", warning.what())
                    .put("fix", warning.fix());
        }
        return document.toPrettyString();
    }
}
