package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is wrong with a policy file, for scripts. */
public final class PolicyCheckJson {

    private PolicyCheckJson() {}

    /** Such as {@code {"file":"…","valid":false,"errors":[{"line":3,"column":5,"path":"…","problem":"…"}]}}. */
    public static String write(String file, List<PolicyError> errors) {
        ObjectNode document = Json.object().put("file", file).put("valid", errors.isEmpty());
        ArrayNode array = document.putArray("errors");
        for (PolicyError error : errors) {
            array.addObject()
                    .put("line", error.line())
                    .put("column", error.column())
                    .put("path", error.path())
                    .put("problem", error.problem());
        }
        return document.toPrettyString();
    }
}
