package io.github.ecstaskretry.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The function's configuration.
 *
 * @param state such as {@code Active}
 * @param lastUpdate such as {@code Successful}
 * @param trouble why the function is not active or its last update failed; null if all is well
 * @param variables its environment
 * @param layers ARNs of layer versions
 * @param stopped whether its reserved concurrency is 0
 */
public record RetryFunction(
        String name,
        String arn,
        String state,
        String lastUpdate,
        @Nullable String trouble,
        Lookup<Map<String, String>> variables,
        List<String> layers,
        Lookup<Boolean> stopped) {

    /** Whether Lambda can call it, as far as is known (AWS Lambda developer guide, "Lambda function states"). */
    public boolean callable() {
        return state.equals("Active") && !(stopped instanceof Lookup.Found<Boolean>(Boolean never) && never);
    }

    /** The ARNs of the clusters that it watches ({@code RETRY_CLUSTERS}); empty if it watches all. */
    public Lookup<List<String>> clusters() {
        return variables.then(values -> new Lookup.Found<>(
                Stream.of(values.getOrDefault("RETRY_CLUSTERS", "").split(",", -1))
                        .map(String::strip)
                        .filter(cluster -> !cluster.isEmpty())
                        .toList()));
    }
}
