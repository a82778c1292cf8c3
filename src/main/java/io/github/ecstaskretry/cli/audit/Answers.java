package io.github.ecstaskretry.cli.audit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one deployment answered, or several that were asked side by side.
 *
 * @param found in the order in which they were named
 * @param failed those that could not be asked, with the reason
 */
public record Answers<A>(List<Answer<A>> found, List<Place> failed) {

    /** Without a place if only one deployment was asked. */
    public record Answer<A>(@Nullable Place place, A value) {}

    public Answers {
        found = List.copyOf(found);
        failed = List.copyOf(failed);
    }

    public static <A> Answers<A> none() {
        return new Answers<>(List.of(), List.of());
    }

    public static <A> Answers<A> of(@Nullable Place place, A answer) {
        return new Answers<>(List.of(new Answer<>(place, answer)), List.of());
    }

    public Answers<A> and(Answers<A> others) {
        return new Answers<>(
                Stream.concat(found.stream(), others.found.stream()).toList(),
                Stream.concat(failed.stream(), others.failed.stream()).toList());
    }

    public <B> Answers<B> map(Function<A, B> change) {
        return new Answers<>(
                found.stream()
                        .map(answer -> new Answer<>(answer.place(), change.apply(answer.value())))
                        .toList(),
                failed);
    }

    /** Every place that was asked; empty if only one deployment was. */
    public List<Place> places() {
        return Stream.concat(found.stream().flatMap(answer -> Stream.ofNullable(answer.place())), failed.stream())
                .toList();
    }
}
