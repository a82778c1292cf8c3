package io.github.ecstaskretry.cli.ask;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import java.util.Comparator;
import java.util.Locale;

/** The catalogue as the document {@code docs/causes.md}. */
public final class CatalogueMarkdown {

    private CatalogueMarkdown() {}

    /** The whole document; each kind is a section, its causes in alphabetical order. */
    public static String write(Catalogue catalogue) {
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

            What a stopped task or a refused launch can be classified as: version %d of the failure catalogue. A cause stands under
            several kinds, or several times under one, where the words, the launch type or the exit code tell more; the first
            entry of `src/main/resources/failure-catalogue.yaml` that recognises a text has it. Rules of a policy name causes and
            kinds; `./ecs-retry explain` shows how one stop was recognised.
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
            case TRANSIENT -> "Running the very same task again has a fair chance to succeed: retried.";
            case PERMANENT -> "Running it unchanged fails the same way: `FAILED`.";
            case AMBIGUOUS -> "The facts fit both: the policy's `otherwise` decides.";
            case INTENTIONAL -> "A person, a client or a scheduler stopped it on purpose: `CANCELLED`.";
            case SUCCESS -> "The work was done: `SUCCEEDED`.";
        };
    }
}
