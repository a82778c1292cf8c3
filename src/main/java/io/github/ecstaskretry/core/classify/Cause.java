package io.github.ecstaskretry.core.classify;

/**
 * The class that a stop falls into.
 *
 * @param id a stable name such as {@code image-not-found}: lower case, words joined by hyphens
 * @param kind what it says about trying again
 * @param summary one sentence that says what happened
 * @param advice one sentence that says what a person should do
 * @param source where AWS documents it
 */
public record Cause(String id, CauseKind kind, String summary, String advice, String source) {}
