package io.github.ecstaskretry.cli.ask.lint;

import io.github.ecstaskretry.core.policy.Policy;
import java.util.List;

/** Policies that adopt nothing, because one before them adopts every task that they would adopt. */
final class PolicyOrder {

    private PolicyOrder() {}

    static List<PolicyWarning> warnings(Place place, List<Policy> before) {
        return before.stream()
                .filter(earlier ->
                        Coverage.covers(earlier.match(), place.policy().match()))
                .limit(1)
                .map(earlier -> place.warning(
                        place.path(),
                        "Policy '" + place.policy().name() + "' adopts nothing: policy '" + earlier.name()
                                + "' before it adopts every task that it would adopt.",
                        "Put it before '" + earlier.name() + "', or narrow the match of '" + earlier.name() + "'."))
                .toList();
    }
}
