package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.StopCode;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One text of a stop, prepared once for all entries, with the facts that entries test besides the text. For one thread. */
final class Reading {

    private static final int PAIRS = 4096;

    private final Context context;
    private final String text;
    private final String message;
    private final ErrorCodes.@Nullable Known code;

    /** The pairs of letters in the text. They rule out most phrases by their first pair. */
    private final BitSet pairs = new BitSet(PAIRS);

    /** Entries share the signs of a fault or a group, so each set is tested once. */
    private final IdentityHashMap<Set<? extends Sign>, Boolean> found = new IdentityHashMap<>();

    /**
     * The facts that entries test besides the text.
     *
     * @param place where AWS wrote the text
     * @param container the container whose reason the text is; null unless the place is a container
     * @param stopCode of the whole task; {@link StopCode#ABSENT} for a launch
     * @param launchType of the whole task; empty when it is not known
     * @param exitCode the container's exit code; null if it has none or the place is not a container
     */
    record Context(
            Place place,
            @Nullable String container,
            StopCode stopCode,
            String launchType,
            @Nullable Long exitCode) {}

    /** Both may be null; the message is the text without an error's name in front. */
    Reading(Context context, @Nullable String text, @Nullable String message, ErrorCodes codes) {
        this.context = context;
        this.text = text == null ? "" : Wording.normalise(text);
        this.message = message == null || message.equals(text) ? this.text : Wording.normalise(message);
        this.code = codes.innermost(this.text);
        for (int i = 1; i < this.text.length(); i++) {
            pairs.set(pair(this.text, i));
        }
    }

    Context context() {
        return context;
    }

    /** The text in normal form; empty when there is none. */
    String text() {
        return text;
    }

    /** The message in normal form; empty when there is none. */
    String message() {
        return message;
    }

    /** The error code that decides; null if the text has no known code. */
    ErrorCodes.@Nullable Known code() {
        return code;
    }

    /** Whether the text shows one of the signs. */
    boolean shows(Set<? extends Sign> signs) {
        if (text.isEmpty()) {
            return false;
        }
        Boolean known = found.get(signs);
        if (known == null) {
            known = lookFor(signs);
            found.put(signs, known);
        }
        return known;
    }

    private boolean lookFor(Set<? extends Sign> signs) {
        for (Sign sign : signs) {
            if (sign.isIn(this)) {
                return true;
            }
        }
        return false;
    }

    /** False when the text cannot contain the first letters of a phrase. */
    boolean mayContain(String letters, int first) {
        for (int i = 1; i < Math.min(letters.length(), first); i++) {
            if (!pairs.get(pair(letters, i))) {
                return false;
            }
        }
        return true;
    }

    private static int pair(String letters, int second) {
        return (letters.charAt(second - 1) * 67 + letters.charAt(second)) % PAIRS;
    }
}
