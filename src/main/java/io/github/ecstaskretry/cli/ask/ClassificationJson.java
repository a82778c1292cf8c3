package io.github.ecstaskretry.cli.ask;

import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.format.Json;

/** What a message was classified as, in one line of JSON. */
public final class ClassificationJson {

    private ClassificationJson() {}

    /** Such as {@code {"cause":"image-not-found","kind":"permanent"}}. */
    public static String answer(Cause cause) {
        return Json.write(
                Json.object().put("cause", cause.id()).put("kind", cause.kind().word()));
    }

    /** Such as {@code {"error":"text: expected the message's text, found nothing"}}. */
    public static String error(String message) {
        return Json.write(Json.object().put("error", message));
    }
}
