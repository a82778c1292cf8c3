package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.policy.Policy.Mode;

/**
 * Why it was decided so.
 *
 * @param mode whether the policy's decisions are carried out
 * @param rule the rule's name, or one of the names in parentheses below
 * @param counted whether the attempt uses up the policy's {@code attempts}
 * @param why a sentence for people
 */
public record Ruling(
        String cause, CauseKind causeKind, String policy, Mode mode, String rule, boolean counted, String why) {

    /** The task succeeded; no rule is evaluated. Names of rules have no parentheses. */
    public static final String SUCCESS = "(success)";

    /** No rule matched the stop; the cause's kind decided. */
    public static final String CATALOGUE = "(catalogue)";

    /** No rule matched the stop, and the cause is ambiguous; the policy's {@code otherwise} decided. */
    public static final String OTHERWISE = "(otherwise)";

    /** The attempt stopped longer ago than the policy's {@code staleAfter}. */
    public static final String STALE = "(stale)";

    /** The attempt stopped before the deployment adopted tasks. */
    public static final String BEFORE_DEPLOYMENT = "(before-deployment)";

    /** The policy asks for tags that are not known. */
    public static final String TAGS_UNKNOWN = "(tags-unknown)";

    /** An operator cancelled the job before the attempt ended. */
    public static final String CANCELLED = "(cancelled)";

    /** The attempt ended after its job had. */
    public static final String STRAY = "(stray)";

    public Ruling because(String reason) {
        return new Ruling(cause, causeKind, policy, mode, rule, counted, reason);
    }
}
