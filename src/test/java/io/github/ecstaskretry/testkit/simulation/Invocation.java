package io.github.ecstaskretry.testkit.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One invocation of the function, and whether a fault struck it. */
final class Invocation {

    static final String RECONCILING = "reconciling";

    private final String name;
    private final String path;
    private final Instant begin;
    private final Deployment deployment;
    private final Set<String> notStarted = new HashSet<>();
    private int strikes;
    private @Nullable Instant end;
    private @Nullable String failure;

    Invocation(String name, String path, Instant begin, Deployment deployment) {
        this.name = name;
        this.path = path;
        this.begin = begin;
        this.deployment = deployment;
    }

    /** How work that is given in that document comes to the function. */
    static String path(ObjectNode document, ObjectNode event) {
        return switch (event.path("detail-type").asText()) {
            case Schedule.RECONCILE -> RECONCILING;
            case Operators.COMMAND -> "command";
            default -> document.has("detail-type") ? "event" : "dead letter";
        };
    }

    /** How the work came to it: by an event or a command, from the dead-letter queue, or because it reconciles. */
    String path() {
        return path;
    }

    boolean reconciles() {
        return path.equals(RECONCILING);
    }

    Instant begin() {
        return begin;
    }

    /** The policies that it works with. */
    Deployment deployment() {
        return deployment;
    }

    /** A fault strikes one of its calls. */
    void strike() {
        strikes++;
    }

    /** Step Functions has refused to start that execution, or has not answered. */
    void couldNotStart(String execution) {
        notStarted.add(execution);
    }

    /** Whether nothing has gone wrong but that it could not start that execution. */
    boolean couldOnlyNotStart(String execution) {
        return strikes == 1 && end != null && notStarted.contains(execution);
    }

    void end(Instant now, @Nullable String why) {
        end = now;
        failure = why;
    }

    /** Null while it runs. */
    @Nullable Instant end() {
        return end;
    }

    /** Why it failed; null if it did not. */
    @Nullable String failure() {
        return failure;
    }

    /** Whether it succeeded and no fault struck it, so that its work is done. */
    boolean isClean() {
        return !isStruck() && end != null && failure == null;
    }

    /** An invocation that failed owns the notices that it took for another minute. */
    boolean mayTakeNotices(World world) {
        return world.invocations().stream()
                .noneMatch(other -> other.isStruck()
                        && other.end != null
                        && other.begin.isBefore(begin)
                        && other.end.isAfter(begin.minusSeconds(61)));
    }

    boolean isStruck() {
        return strikes > 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
