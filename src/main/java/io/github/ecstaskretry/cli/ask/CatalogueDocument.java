package io.github.ecstaskretry.cli.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.format.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes the failure catalogue for scripts and for {@code docs}. */
public final class CatalogueDocument {

    private CatalogueDocument() {}

    /** Such as {@code {"version":1,"causes":[{"cause":"…","kind":"…","summary":"…","advice":"…","source":"…"}]}}. */
    public static String json(int version, List<Cause> causes) {
        ObjectNode catalogue = Json.object().put("version", version);
        ArrayNode array = catalogue.putArray("causes");
        causes.forEach(cause -> array.add(json(cause)));
        return catalogue.toPrettyString();
    }

    static ObjectNode json(Cause cause) {
        return Json.object()
                .put("cause", cause.id())
                .put("kind", cause.kind().word())
                .put("summary", cause.summary())
                .put("advice", cause.advice())
                .put("source", cause.source());
    }

    /** {@code docs/causes.md}: a section for each kind, with its causes in alphabetical order. */
    public static String markdown(Catalogue catalogue) {
        StringBuilder document = new StringBuilder(head(catalogue.version()));
        for (CauseKind kind : CauseKind.values()) {
            document.append("\n## ").append(kind.word()).append("\n\n");
            document.append(meaning(kind)).append("\n\n");
            document.append("| cause | what happened | what to do | source |\n|---|---|---|---|\n");
            catalogue.causes().stream()
                    .filter(cause -> cause.kind() == kind)
                    .sorted(Comparator.comparing(Cause::id))
                    .forEach(cause -> document.append(row(cause)));
        }
        return document.toString();
    }

    private static String head(int version) {
        return String.format(Locale.ROOT, """
            # Causes

            <!-- Written by: ./ecs-retry causes --markdown > docs/causes.md -->

            The causes of stopped tasks and refused launches: version %d of the failure catalogue. A cause can have several kinds,
            or several entries of one kind, because the wording, the launch type or the exit code makes a difference. The first
            entry of `src/main/resources/failure-catalogue.yaml` that recognises a text decides. The rules of a policy name causes
            and kinds. `./ecs-retry explain` shows what identified the cause of a stop.
            """, version);
    }

    private static String row(Cause cause) {
        return "| `%s` | %s | %s | [source](%s) |\n"
                .formatted(cause.id(), cell(cause.summary()), cell(cause.advice()), cause.source());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*");
    }

    private static String meaning(CauseKind kind) {
        return switch (kind) {
            case TRANSIENT -> "Running the same task again is likely to succeed: it is retried.";
            case PERMANENT -> "Running the same task again would fail in the same way: `FAILED`.";
            case AMBIGUOUS -> "The facts allow both: the policy's `otherwise` decides.";
            case INTENTIONAL -> "A person, a client or a scheduler stopped it on purpose: `CANCELLED`.";
            case SUCCESS -> "The work was done: `SUCCEEDED`.";
        };
    }
}
