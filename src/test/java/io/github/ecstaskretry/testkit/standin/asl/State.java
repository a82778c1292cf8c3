package io.github.ecstaskretry.testkit.standin.asl;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One state. */
sealed interface State {

    /** As the definition spells the type. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** The states that can follow. */
    default List<String> targets() {
        Stream<Exit> exits = switch (this) {
            case Wait wait -> Stream.of(wait.exit());
            case Pass pass -> Stream.of(pass.exit());
            case Parallel parallel -> Stream.of(parallel.exit());
            case Task task ->
                Stream.concat(Stream.of(task.exit()), task.catchers().stream().map(Catcher::exit));
            case Choice choice ->
                Stream.concat(
                        choice.branches().stream().map(Choice.Branch::exit), Stream.ofNullable(choice.otherwise()));
            case Succeed _, Fail _ -> Stream.of();
        };
        return exits.map(Exit::next).filter(Objects::nonNull).toList();
    }

    /**
     * Where a state leads and what it hands on.
     *
     * @param next null: the execution ends
     * @param output null: what the state handed on by itself
     * @param assign variables and their values
     */
    record Exit(@Nullable String next, @Nullable Template output, Map<String, Template> assign) {

        public Exit {
            assign = Map.copyOf(assign);
        }
    }

    /** Waits until a time, or for whole seconds; exactly one is there. */
    record Wait(@Nullable Template timestamp, @Nullable Template seconds, Exit exit) implements State {}

    /**
     * Calls a service.
     *
     * @param timeoutSeconds null: no limit
     */
    record Task(
            String resource,
            Template arguments,
            @Nullable Template timeoutSeconds,
            List<Retrier> retriers,
            List<Catcher> catchers,
            Exit exit)
            implements State {

        public Task {
            retriers = List.copyOf(retriers);
            catchers = List.copyOf(catchers);
        }
    }

    /**
     * Runs branches side by side; its result is the list of their outputs. The first one that fails stops the others, and the
     * state fails with its error.
     *
     * @param arguments the branches' input; null: the state's own
     */
    record Parallel(@Nullable Template arguments, List<StateMachine> branches, Exit exit) implements State {

        public Parallel {
            branches = List.copyOf(branches);
        }
    }

    /** Takes the first branch whose condition is true. */
    record Choice(List<Branch> branches, @Nullable Exit otherwise) implements State {

        public Choice {
            branches = List.copyOf(branches);
        }

        /** One of the choices. */
        record Branch(Template condition, Exit exit) {}
    }

    /** Hands its input on. */
    record Pass(Exit exit) implements State {}

    /** Ends the execution well. */
    record Succeed(@Nullable Template output) implements State {}

    /** Ends the execution with an error. */
    record Fail(@Nullable Template error, @Nullable Template cause) implements State {}
}
