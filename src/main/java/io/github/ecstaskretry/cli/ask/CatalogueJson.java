package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.format.Json;
import java.util.List;

/** Writes causes of the catalogue for scripts. */
public final class CatalogueJson {

    private CatalogueJson() {}

    /**
     * Such as {@code {"version":1,"causes":[{"cause":"…","kind":"…","summary":"…","advice":"…","source":"…"}]}}.
     *
     * @param version the catalogue's
     * @param causes in the order of the answer
     */
    public static String write(int version, List<Cause> causes) {
        ObjectNode catalogue = Json.object().put("version", version);
        ArrayNode array = catalogue.putArray("causes");
        causes.forEach(cause -> array.add(cause(cause)));
        return catalogue.toPrettyString();
    }

    static ObjectNode cause(Cause cause) {
        return Json.object()
                .put("cause", cause.id())
                .put("kind", cause.kind().word())
                .put("summary", cause.summary())
                .put("advice", cause.advice())
                .put("source", cause.source());
    }
}
