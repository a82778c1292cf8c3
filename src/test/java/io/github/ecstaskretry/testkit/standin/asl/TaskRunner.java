package io.github.ecstaskretry.testkit.standin.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs a Task with its retries. */
final class TaskRunner {

    /** The suffix of a resource whose task waits for its token. */
    private static final String CALLBACK = ".waitForTaskToken";

    private final ServiceCall service;
    private final Pace pace;
    private final Progress progress;

    TaskRunner(ServiceCall service, Pace pace, Progress progress) {
        this.service = service;
        this.pace = pace;
        this.progress = progress;
    }

    /** Makes the Task's output from the result. Its errors count as the Task's. */
    interface Finish<T> {

        T of(JsonNode result) throws StateError;
    }

    <T> T run(State.Task task, Scope scope, Finish<T> finish)
            throws StateError, ExecutionTimedOut, InterruptedException {
        Map<Retrier, Integer> retries = new HashMap<>();
        while (true) {
            try {
                return finish.of(attempt(task, scope));
            } catch (StateError error) {
                Retrier retrier = retrier(task, error, retries);
                if (retrier == null) {
                    throw error;
                }
                pace.pause(retrier.delay(retries.merge(retrier, 1, Integer::sum), pace.chance()));
            }
        }
    }

    /** The first retrier for the error, if it has a retry left. */
    private static @Nullable Retrier retrier(State.Task task, StateError error, Map<Retrier, Integer> retries) {
        return task.retriers().stream()
                .filter(retrier -> ErrorNames.match(retrier.errorEquals(), error.error()))
                .findFirst()
                .filter(retrier -> retries.getOrDefault(retrier, 0) < retrier.maxAttempts())
                .orElse(null);
    }

    private JsonNode attempt(State.Task task, Scope scope) throws StateError, InterruptedException {
        String token = task.resource().endsWith(CALLBACK) ? service.newToken() : null;
        JsonNode arguments = task.arguments().evaluate(token == null ? scope : scope.withToken(token));
        progress.taskScheduled(task.resource(), arguments);
        try {
            JsonNode result = call(task, arguments, token, seconds(task, scope));
            progress.taskSucceeded(task.resource(), result);
            return result;
        } catch (StateError error) {
            progress.taskFailed(task.resource(), error);
            throw error;
        }
    }

    /** The Task's own time is real time. */
    private JsonNode call(State.Task task, JsonNode arguments, @Nullable String token, @Nullable Long seconds)
            throws StateError, InterruptedException {
        if (seconds == null) {
            return result(task, arguments, token);
        }
        FutureTask<JsonNode> call = new FutureTask<>(() -> result(task, arguments, token));
        Thread.ofVirtual().start(call);
        try {
            return call.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StateError(StateError.TIMEOUT, "");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StateError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    private JsonNode result(State.Task task, JsonNode arguments, @Nullable String token)
            throws StateError, InterruptedException {
        JsonNode answer = service.call(task.resource(), arguments);
        return token == null ? answer : service.await(token);
    }

    private static @Nullable Long seconds(State.Task task, Scope scope) throws StateError {
        if (task.timeoutSeconds() == null) {
            return null;
        }
        JsonNode seconds = task.timeoutSeconds().evaluate(scope);
        if (!seconds.isIntegralNumber() || seconds.longValue() < 1) {
            throw new StateError(StateError.QUERY, "TimeoutSeconds must be a positive whole number, found " + seconds);
        }
        return seconds.longValue();
    }
}
