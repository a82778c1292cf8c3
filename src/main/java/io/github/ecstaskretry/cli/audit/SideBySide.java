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
public record SideBySide<A>(List<PlaceAnswer<A>> found, List<AskedPlace> failed) {

    /** Without a place if only one deployment was asked. */
    public record PlaceAnswer<A>(@Nullable AskedPlace place, A value) {}

    public SideBySide {
        found = List.copyOf(found);
        failed = List.copyOf(failed);
    }

    public static <A> SideBySide<A> none() {
        return new SideBySide<>(List.of(), List.of());
    }

    public static <A> SideBySide<A> of(@Nullable AskedPlace place, A answer) {
        return new SideBySide<>(List.of(new PlaceAnswer<>(place, answer)), List.of());
    }

    public SideBySide<A> and(SideBySide<A> others) {
        return new SideBySide<>(
                Stream.concat(found.stream(), others.found.stream()).toList(),
                Stream.concat(failed.stream(), others.failed.stream()).toList());
    }

    public <B> SideBySide<B> map(Function<A, B> change) {
        return new SideBySide<>(
                found.stream()
                        .map(answer -> new PlaceAnswer<>(answer.place(), change.apply(answer.value())))
                        .toList(),
                failed);
    }

    /** Every place that was asked; empty if only one deployment was. */
    public List<AskedPlace> places() {
        return Stream.concat(found.stream().flatMap(answer -> Stream.ofNullable(answer.place())), failed.stream())
                .toList();
    }
}
