package io.github.ecstaskretry.function.retry;

/** Port: what the failure of an adapter means. */
@FunctionalInterface
public interface Throttling {

    /** Whether AWS answered that there are too many requests: more of the same kind would not help now. */
    boolean isBehind(RuntimeException failure);
}
