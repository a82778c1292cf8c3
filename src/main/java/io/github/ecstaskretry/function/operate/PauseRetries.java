package io.github.ecstaskretry.function.operate;

import io.github.ecstaskretry.core.history.Orders.Order;
import io.github.ecstaskretry.core.history.Pause;
import io.github.ecstaskretry.format.DidYouMean;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.function.retry.Attempts;
import io.github.ecstaskretry.function.retry.Control;
import io.github.ecstaskretry.function.retry.Control.ControlItem;
import io.github.ecstaskretry.function.retry.EndedAttempts;
import io.github.ecstaskretry.function.retry.OpenAttempts;
import io.github.ecstaskretry.function.retry.OpenAttempts.Open;
import io.github.ecstaskretry.function.retry.OpenRetry;
import io.github.ecstaskretry.function.retry.PausedRetries;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pauses the retries of a scope, and resumes them. A pause holds only retries that are decided while it lasts. */
final class PauseRetries {

    private static final Pattern SCOPE = Pattern.compile("all|policy/\\S+|(cluster|family)/[A-Za-z0-9_-]{1,255}");

    private static final int MOST_TRIES = 5;

    private static final String POLICY = "policy/";

    private final EndedAttempts endedAttempts;
    private final Attempts attempts;
    private final OpenAttempts openAttempts;
    private final Control control;
    private final PausedRetries pausedRetries;
    private final InstantSource clock;

    PauseRetries(OperatorPorts ports, InstantSource clock) {
        this.endedAttempts = ports.endedAttempts();
        this.attempts = ports.attempts();
        this.openAttempts = ports.openAttempts();
        this.control = ports.control();
        this.pausedRetries = new PausedRetries(endedAttempts, attempts, openAttempts, ports.launchValues(), clock);
        this.clock = clock;
    }

    /**
     * Pauses a scope, or changes its pause.
     *
     * @param until ISO-8601; null for no end
     */
    Answered pause(String scope, @Nullable String until, Order order) {
        String reason = order.reason();
        Instant end = until == null ? null : time(until).orElse(Instant.MIN);
        if (reason == null) {
            return Answered.refused("A pause needs a reason.", "Give one with --reason.");
        } else if (!SCOPE.matcher(scope).matches()) {
            return badScope(scope);
        } else if (namesNoPolicy(scope)) {
            return unknownPolicy(scope.substring(POLICY.length()));
        } else if (end != null && !end.isAfter(order.at())) {
            return Answered.refused(
                    "The pause would end at '" + until + "', which is no time in the future.",
                    "Give a time such as " + order.at().plusSeconds(7200) + ".");
        }
        Pause pause = new Pause(scope, order.by(), order.at(), end, reason);
        Pause before = change(scope, there -> isSame(there, pause) ? there : pause);
        boolean changes = !isSame(before, pause);
        Pause standing = before == null || changes ? pause : before;
        Answered answer = Answered.done((changes ? "" : "Nothing changes. ") + standing.sentence()
                        + " Failures are recorded and ends announced, but no retry is launched. Retries that wait already"
                        + " go on.")
                .with("scope", scope)
                .with("since", Timestamps.format(standing.at()));
        return end == null ? answer : answer.with("until", Timestamps.format(end));
    }

    private static boolean isSame(@Nullable Pause there, Pause wanted) {
        return there != null
                && there.inForce(wanted.at())
                && there.reason().equals(wanted.reason())
                && (wanted.until() == null
                        ? there.until() == null
                        : wanted.until().equals(there.until()));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Answered badScope(String scope) {
        return Answered.refused(
                "'" + scope + "' is not a scope.",
                "Name all, policy/<name>, cluster/<name> or family/<name>. The names are whole names, without patterns, and"
                        + " those of clusters and families are not ARNs.");
    }

    private boolean namesNoPolicy(String scope) {
        return scope.startsWith(POLICY) && !endedAttempts.policyNames().contains(scope.substring(POLICY.length()));
    }

    private Answered unknownPolicy(String name) {
        List<String> known = endedAttempts.policyNames();
        return Answered.refused(
                "The function has no policy '" + name + "'" + DidYouMean.hint(name, known),
                "Name one of its policies: " + String.join(", ", known) + ".");
    }

    /**
     * Ends the pause of a scope and releases retries that no other pause holds, as many as there is time for. Reconciling releases the
     * rest.
     */
    Answered resume(String scope, Order order, Instant until) {
        if (!SCOPE.matcher(scope).matches()) {
            return badScope(scope);
        }
        Pause ended = change(scope, there -> null);
        ControlItem now = control.read();
        int released = 0;
        int left = 0;
        for (Iterable<Open> part : openAttempts.held(unreadable -> {})) {
            for (Open open : part) {
                if (!clock.instant().isBefore(until)) {
                    left++;
                } else if (release(open, now, order)) {
                    released++;
                }
            }
        }
        String name = scope.equals(Pause.ALL) ? "all retries" : "retries of " + scope;
        String pause = ended == null
                ? "There was no pause of " + name + "; 'ecs-retry paused' lists the pauses."
                : "The pause of " + name + " is over.";
        String starting = released == 0
                ? " No held retry starts."
                : " " + released + (released == 1 ? " held retry starts" : " held retries start")
                        + " within a minute, or later if the pace delays them.";
        return Answered.done(
                        pause + starting + (left == 0 ? "" : " Reconciling looks at " + left + " more within minutes."))
                .with("scope", scope)
                .with("released", released)
                .with("releasing", left);
    }

    private boolean release(Open open, ControlItem now, Order order) {
        return OpenRetry.find(open, attempts)
                .filter(OpenRetry::isPaused)
                .filter(held -> held.retry().notAfter() == null
                        || order.at().isBefore(held.retry().notAfter()))
                .filter(held -> !PausedRetries.isPaused(held.recorded(), now, order.at()))
                .filter(held -> pausedRetries.release(held, order, denied -> {}))
                .isPresent();
    }

    /**
     * Changes the pause of a scope, and drops pauses whose time is over.
     *
     * @param change makes the new pause of the old one; both may be null
     * @return the old pause; null if there was no pause
     */
    private @Nullable Pause change(String scope, Function<@Nullable Pause, @Nullable Pause> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            List<Pause> before = control.read().pauses();
            Pause there = before.stream()
                    .filter(pause -> pause.scope().equals(scope))
                    .findFirst()
                    .orElse(null);
            List<Pause> after = new ArrayList<>(before);
            after.removeIf(pause -> pause.scope().equals(scope) || !pause.inForce(clock.instant()));
            Pause wanted = change.apply(there);
            if (wanted != null) {
                after.add(wanted);
            }
            if (before.equals(after) || control.changePauses(before, after)) {
                return there;
            }
        }
        throw new IllegalStateException("the pauses were changed " + MOST_TRIES + " times by others in the meantime");
    }
}
