package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's {@code Invoke} (AWS Lambda API reference): the body is the event and the answer is the function's. If the function fails, the
 * status is 200 all the same, and a header says so.
 */
public final class Invocation implements Protocol {

    private static final Pattern PATH = Pattern.compile("/2015-03-31/functions/([^/]+)/invocations");
    private static final String JSON = "application/json";

    private final Switchboard switchboard;
    private final String function;
    private final UnaryOperator<ObjectNode> handle;

    /** The function fails. The message is its {@code errorMessage}. */
    public static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public FailedException(String message) {
            super(message);
        }
    }

    /** The function of that name; {@code handle} may throw a {@link FailedException}. */
    public Invocation(Switchboard switchboard, String function, UnaryOperator<ObjectNode> handle) {
        this.switchboard = switchboard;
        this.function = function;
        this.handle = handle;
    }

    @Override
    public boolean takes(Request request) {
        return PATH.matcher(request.uri().getPath()).matches();
    }

    @Override
    public Answer answer(Request request) {
        String requestId = UUID.randomUUID().toString();
        AwsService lambda = new AwsService("Lambda", Map.of("Invoke", event -> invoked(request, event)));
        try {
            ObjectNode event = (ObjectNode) Json.read(request.body());
            return Answer.of(
                    200, JSON, requestId, Json.write(switchboard.call(request.caller(), lambda, "Invoke", event)));
        } catch (AwsError error) {
            return Answer.jsonError(JSON, requestId, error);
        } catch (FailedException e) {
            Answer failed =
                    Answer.of(200, JSON, requestId, Json.write(Json.object().put("errorMessage", e.getMessage())));
            Map<String, List<String>> headers = new TreeMap<>(failed.headers());
            headers.put("X-Amz-Function-Error", List.of("Unhandled"));
            return new Answer(failed.status(), headers, failed.content());
        }
    }

    private ObjectNode invoked(Request request, ObjectNode event) {
        Matcher path = PATH.matcher(request.uri().getPath());
        if (!path.matches() || !path.group(1).equals(function)) {
            throw AwsError.of(404, "ResourceNotFoundException", "Function not found: " + path.group(1));
        }
        return handle.apply(event);
    }
}
