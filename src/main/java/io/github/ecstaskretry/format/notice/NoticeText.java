package io.github.ecstaskretry.format.notice;

import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.history.RecordedDecision;

/** The sentences of the notice of a job's end. */
public final class NoticeText {

    /** Amazon SNS API reference, {@code Publish}: a subject has fewer than 100 characters. */
    private static final int SUBJECT_LIMIT = 99;

    private NoticeText() {}

    /** The subject: one line of ASCII with fewer than 100 characters. */
    public static String subject(RecordedAttempt last, RecordedDecision.End terminal) {
        String subject = terminal.outcome() + ": " + last.subject().family() + " on "
                + last.subject().cluster() + " (" + last.ruling().cause() + ")";
        String ascii = subject.replaceAll("[^\\x20-\\x7e]", "?");
        return ascii.length() <= SUBJECT_LIMIT ? ascii : ascii.substring(0, SUBJECT_LIMIT - 3) + "...";
    }

    /** The end and its reason in a sentence or two. */
    static String sentence(RecordedAttempt last, RecordedDecision.End terminal) {
        return terminal.outcome() + " after " + attempts(last.id().number()) + ": "
                + last.subject().family() + " on cluster " + last.subject().cluster() + ". "
                + last.ruling().why();
    }

    private static String attempts(int number) {
        return number == 1 ? "1 attempt" : number + " attempts";
    }
}
