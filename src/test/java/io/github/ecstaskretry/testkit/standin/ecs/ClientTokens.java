package io.github.ecstaskretry.testkit.standin.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.testkit.standin.wire.AwsError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Client tokens, per cluster: the same token with the same parameters stands for the tasks that were made, with others it is a
 * conflict (Amazon ECS API Reference, {@code RunTask}, "Idempotency"). Tokens are kept as long as the stand-in lives.
 */
final class ClientTokens {

    private record Used(ObjectNode request, List<EcsTask> tasks) {}

    private final Map<String, Used> used = new HashMap<>();

    /** The tasks that the request has made before; empty when it is new. */
    Optional<List<EcsTask>> tasksOf(ObjectNode request) {
        Used earlier = used.get(key(request));
        if (earlier == null) {
            return Optional.empty();
        }
        if (!earlier.request().equals(request)) {
            throw AwsError.client(
                            "ConflictException",
                            "The RunTask request could not be processed due to conflicts. The provided clientToken is"
                                    + " already in use with a different RunTask request.")
                    .with(
                            "resourceIds",
                            earlier.tasks().stream().map(EcsTask::arn).toList());
        }
        return Optional.of(earlier.tasks());
    }

    void remember(ObjectNode request, List<EcsTask> tasks) {
        if (request.has("clientToken")) {
            used.put(key(request), new Used(request.deepCopy(), List.copyOf(tasks)));
        }
    }

    private static String key(ObjectNode request) {
        return Clusters.of(request) + " " + request.path("clientToken").asText();
    }
}
