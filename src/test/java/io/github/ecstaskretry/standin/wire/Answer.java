package io.github.ecstaskretry.standin.wire;

import java.util.List;
import java.util.Map;

/**
 * What goes back over HTTP.
 *
 * @param status the HTTP status
 * @param headers by name
 * @param body the whole body
 */
record Answer(int status, Map<String, List<String>> headers, String body) {

    static Answer of(int status, String contentType, String requestId, String body) {
        return new Answer(
                status, Map.of("Content-Type", List.of(contentType), "x-amzn-RequestId", List.of(requestId)), body);
    }

    Answer with(String header, String value) {
        Map<String, List<String>> more = new java.util.TreeMap<>(headers);
        more.put(header, List.of(value));
        return new Answer(status, more, body);
    }
}
