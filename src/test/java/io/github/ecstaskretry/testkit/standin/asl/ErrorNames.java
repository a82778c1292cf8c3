package io.github.ecstaskretry.testkit.standin.asl;

import java.util.List;
import java.util.Set;

/** Which errors a Retry or a Catch is for (Step Functions developer guide, "Error names"). */
final class ErrorNames {

    static final String ALL = "States.ALL";

    private static final String TASK_FAILED = "States.TaskFailed";
    private static final Set<String> NOT_OF_ALL = Set.of(StateError.RUNTIME, StateError.DATA_LIMIT);

    private ErrorNames() {}

    static boolean match(List<String> errorEquals, String error) {
        if (error.equals(StateError.RUNTIME)) {
            return false;
        }
        return errorEquals.contains(error)
                || (errorEquals.contains(ALL) && !NOT_OF_ALL.contains(error))
                || (errorEquals.contains(TASK_FAILED) && !error.equals(StateError.TIMEOUT));
    }
}
