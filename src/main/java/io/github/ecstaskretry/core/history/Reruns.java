package io.github.ecstaskretry.core.history;

import io.github.ecstaskretry.core.history.Orders.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that operators made to run an ended job again (docs/operations.md).
 *
 * @param jobIds in order
 * @param latest who gave the latest order; null if there are none
 */
public record Reruns(List<String> jobIds, @Nullable Order latest) {

    /** Nobody has run the job again. */
    public static final Reruns NONE = new Reruns(List.of(), null);

    public Reruns {
        jobIds = List.copyOf(jobIds);
    }
}
