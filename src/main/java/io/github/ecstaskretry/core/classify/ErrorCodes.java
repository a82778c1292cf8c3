package io.github.ecstaskretry.core.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the innermost known error code of a text. AWS's texts are chains that name the outer error first, with one exception: the AWS
 * SDKs for Java append the answer of the service that they called, as {@code (Service: AmazonECS; Status Code: 400; Error Code:
 * ClientException; …)}, so a code in these parentheses is the outermost. An HTTP status counts only if the text has no name of an
 * error.
 */
final class ErrorCodes {

    /** How many letters of a cut code must remain. */
    private static final int CUT_LETTERS = 10;

    /** Compiled when the first text is read, so that the start does not pay for it. */
    private static final class Patterns {
        static final Pattern WORD = Pattern.compile("(?<![\\w./-])[a-z][\\w.]*\\w(?![\\w/-])");
        static final Pattern JAVA_SDK = Pattern.compile("\\(service: [^)]*");
        static final Pattern STATUS = Pattern.compile(
                "\\bstatus(?: ?code)?(?: \\[[^]]*])?:? (\\d{3})\\b|\\bhttp (\\d{3})\\b|: ([45]\\d\\d)(?=[,.)]|$)|\\b([45]\\d\\d)"
                        + " (?:forbidden|unauthorized|not found|too many|internal server|bad gateway|service unavail|gateway time)");
    }

    private final Map<String, Known> exact = new HashMap<>();
    private final List<Known> open = new ArrayList<>();

    /** A code of the catalogue. The letters are the code's name in lower case. */
    record Known(ErrorCode code, Fault fault, String letters) {

        /** Whether an open name matches a word. */
        boolean takesIn(String word) {
            return code.name().startsWith("*") ? word.endsWith(letters) : word.startsWith(letters);
        }
    }

    ErrorCodes(List<Fault> faults) {
        for (Fault fault : faults) {
            for (ErrorCode code : fault.codes()) {
                Known known =
                        new Known(code, fault, code.name().replace("*", "").toLowerCase(Locale.ROOT));
                if (code.name().contains("*")) {
                    open.add(known);
                } else {
                    exact.put(known.letters(), known);
                }
            }
        }
    }

    /** The code that decides in a text in normal form; null if the text has none that the catalogue knows. */
    @Nullable Known innermost(String text) {
        Known innermost = null;
        Known outermost = null;
        Matcher sdk = Patterns.JAVA_SDK.matcher(text);
        int from = text.length();
        int to = from;
        if (sdk.find()) {
            from = sdk.start();
            to = sdk.end();
        }
        Matcher word = Patterns.WORD.matcher(text);
        while (word.find()) {
            Known known = named(word.group(), word.end() == text.length());
            if (known != null && word.start() > from && word.start() < to) {
                outermost = known;
            } else if (known != null) {
                innermost = known;
            }
        }
        if (innermost != null) {
            return innermost;
        }
        return outermost == null ? status(text) : outermost;
    }

    /** By the whole name, or by its last parts: {@code Ecs.ServerException}, {@code Client.UnauthorizedOperation}. */
    private @Nullable Known named(String word, boolean last) {
        int start = 0;
        do {
            Known known = exact.get(word.substring(start));
            if (known != null) {
                return known;
            }
            start = word.indexOf('.', start) + 1;
        } while (start > 0);
        for (Known candidate : open) {
            if (candidate.takesIn(word)) {
                return candidate;
            }
        }
        return last && word.length() >= CUT_LETTERS ? cutOff(word) : null;
    }

    /** The code that a cut word begins, if two thirds of the code remain and every code that begins so means the same. */
    private @Nullable Known cutOff(String word) {
        List<Known> begun = exact.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(word)
                        && word.length() * 3 >= entry.getKey().length() * 2)
                .map(Map.Entry::getValue)
                .toList();
        return begun.stream().map(Known::fault).distinct().count() == 1 ? begun.getFirst() : null;
    }

    private @Nullable Known status(String text) {
        Known last = null;
        Matcher status = Patterns.STATUS.matcher(text);
        while (status.find()) {
            for (int group = 1; group <= status.groupCount(); group++) {
                Known known = exact.get(Objects.requireNonNullElse(status.group(group), ""));
                last = known == null ? last : known;
            }
        }
        return last;
    }
}
