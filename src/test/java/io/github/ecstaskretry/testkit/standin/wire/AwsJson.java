package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * AWS JSON 1.0 and 1.1: the operation in {@code X-Amz-Target}, JSON both ways, the error's name in {@code __type} and
 * {@code x-amzn-ErrorType} (Smithy, "AWS JSON 1.0 protocol" and "AWS JSON 1.1 protocol").
 */
public final class AwsJson implements Protocol {

    private final Switchboard switchboard;
    private final AwsService service;
    private final String targetPrefix;
    private final String contentType;

    /**
     * Puts a service on the wire.
     *
     * @param targetPrefix what stands before the operation in {@code X-Amz-Target}, with the dot
     * @param version {@code 1.0} or {@code 1.1}
     */
    public AwsJson(Switchboard switchboard, AwsService service, String targetPrefix, String version) {
        this.switchboard = switchboard;
        this.service = service;
        this.targetPrefix = targetPrefix;
        this.contentType = "application/x-amz-json-" + version;
    }

    @Override
    public boolean takes(Request request) {
        return request.target() != null && request.target().startsWith(targetPrefix);
    }

    @Override
    public Answer answer(Request request) {
        String requestId = UUID.randomUUID().toString();
        try {
            ObjectNode answer = switchboard.call(request.caller(), service, request.operation(), body(request));
            return Answer.of(200, contentType, requestId, Json.write(answer));
        } catch (AwsError error) {
            return Answer.jsonError(contentType, requestId, error);
        }
    }

    private static ObjectNode body(Request request) {
        try {
            return request.body().isEmpty() ? Json.object() : (ObjectNode) Json.read(request.body());
        } catch (IllegalArgumentException | ClassCastException e) {
            throw AwsError.client("SerializationException", "the body is no JSON object");
        }
    }
}
