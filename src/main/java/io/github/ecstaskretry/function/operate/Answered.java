package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.task.AttemptId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command did, or why it did nothing.
 *
 * @param done whether the command has its effect, from this call or an earlier one
 * @param message a sentence
 * @param advice what to do instead; null if it is done
 * @param details further members of the answer: texts, numbers, lists and maps, without values of environments
 */
public record Answered(
        boolean done, String message, @Nullable String advice, Map<String, Object> details) {

    /** The member with the messages of the dead-letter queue. */
    static final String MESSAGES = "messages";

    static Answered done(String message) {
        return new Answered(true, message, null, Map.of());
    }

    static Answered refused(String message, String advice) {
        return new Answered(false, message, advice, Map.of());
    }

    Answered about(AttemptId attempt) {
        return with("jobId", attempt.jobId()).with("attempt", attempt.number());
    }

    /** The same for the log, without the messages, which are too long for a line. */
    public Answered brief() {
        Map<String, Object> fewer = new LinkedHashMap<>(details);
        fewer.remove(MESSAGES);
        return new Answered(done, message, advice, fewer);
    }

    /** The same with one more member. */
    Answered with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new Answered(done, message, advice, more);
    }
}
