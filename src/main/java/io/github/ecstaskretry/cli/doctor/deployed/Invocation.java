package io.github.ecstaskretry.cli.doctor.deployed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may call the function, and where what it fails on goes. */
public record Invocation(List<Grant> grants, @Nullable String failureDestination) {

    public Invocation {
        grants = List.copyOf(grants);
    }
}
