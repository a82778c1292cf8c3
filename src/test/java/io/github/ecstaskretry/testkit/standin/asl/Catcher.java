package io.github.ecstaskretry.testkit.standin.asl;

import java.util.List;

/** One entry of {@code Catch}. */
record Catcher(List<String> errorEquals, State.Exit exit) {

    Catcher {
        errorEquals = List.copyOf(errorEquals);
    }
}
