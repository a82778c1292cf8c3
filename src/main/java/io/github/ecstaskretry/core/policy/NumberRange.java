package io.github.ecstaskretry.core.policy;

/** Whole numbers from one, at least 0, to another, both included. */
public record NumberRange(long from, long to) {

    /** Throws an {@link IllegalArgumentException} if the ends are negative or in the wrong order. */
    public NumberRange {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("expected a range from low to high, found " + from + "-" + to);
        }
    }

    public boolean contains(long number) {
        return from <= number && number <= to;
    }

    /** As a policy writes it: {@code 2} or {@code 64-78}. */
    @Override
    public String toString() {
        return from == to ? Long.toString(from) : from + "-" + to;
    }
}
