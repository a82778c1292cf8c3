package io.github.ecstaskretry.testkit.standin.wire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes back over HTTP.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param content the whole body
 */
record Answer(int status, Map<String, List<String>> headers, Body content) {

    static Answer of(int status, String contentType, String requestId, String body) {
        return new Answer(
                status,
                Map.of("Content-Type", List.of(contentType), "x-amzn-RequestId", List.of(requestId)),
                Body.of(body));
    }

    /** An error as the AWS JSON protocols write it. */
    static Answer jsonError(String contentType, String requestId, AwsError error) {
        Answer answer = of(error.status(), contentType, requestId, Json.write(error.json()));
        Map<String, List<String>> headers = new TreeMap<>(answer.headers);
        headers.put("x-amzn-ErrorType", List.of(error.type()));
        return new Answer(answer.status, headers, answer.content);
    }

    /** The same with a new request id. */
    static Answer jsonError(String contentType, AwsError error) {
        return jsonError(contentType, UUID.randomUUID().toString(), error);
    }

    /** The error's name without its namespace, or null if the answer is no error. */
    @Nullable String jsonErrorType() {
        if (status < 400) {
            return null;
        }
        String type = Json.read(content.text()).path("__type").asText();
        return type.substring(type.indexOf('#') + 1);
    }
}
