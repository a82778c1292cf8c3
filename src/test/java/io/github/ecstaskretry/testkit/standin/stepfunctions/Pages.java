package io.github.ecstaskretry.testkit.standin.stepfunctions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.util.List;

/** Lists, page by page: {@code maxResults} and {@code nextToken}, which is the index of the next page's first element. */
final class Pages {

    private static final int MOST = 100;

    private Pages() {}

    static ObjectNode page(ObjectNode request, String member, List<ObjectNode> all) {
        int from = request.path("nextToken").asInt(0);
        int asked = request.path("maxResults").asInt(0);
        int to = Math.min(all.size(), from + (asked == 0 ? MOST : asked));
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray(member);
        all.subList(from, to).forEach(element -> page.add(element.deepCopy()));
        if (to < all.size()) {
            answer.put("nextToken", String.valueOf(to));
        }
        return answer;
    }
}
