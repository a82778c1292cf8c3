package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * AWS Query: a form with {@code Action} comes in, XML goes out, errors as {@code ErrorResponse} (Smithy, "AWS query protocol").
 * An operation gets the form's fields as they are and its answer is written element by element; a list's elements are called
 * {@code member}, or {@code entry} where they are pairs of {@code key} and {@code value}. The form's version tells services apart.
 */
public final class AwsQuery implements Protocol {

    private static final String XML = "text/xml";

    private final Switchboard switchboard;
    private final AwsService service;
    private final String namespace;

    public AwsQuery(Switchboard switchboard, AwsService service, String namespace) {
        this.switchboard = switchboard;
        this.service = service;
        this.namespace = namespace;
    }

    @Override
    public boolean takes(Request request) {
        ObjectNode form = form(request.body());
        return request.target() == null
                && form.has("Action")
                && namespace.contains(form.path("Version").asText());
    }

    @Override
    public Answer answer(Request request) {
        String requestId = UUID.randomUUID().toString();
        ObjectNode form = form(request.body());
        String action = form.path("Action").asText();
        try {
            ObjectNode result = switchboard.call(request.caller(), service, action, form);
            return Answer.of(200, XML, requestId, success(action, result, requestId));
        } catch (AwsError error) {
            return Answer.of(error.status(), XML, requestId, failure(error, requestId));
        }
    }

    private static ObjectNode form(String body) {
        ObjectNode form = Json.object();
        for (String field : body.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String success(String action, ObjectNode result, String requestId) {
        return "<" + action + "Response xmlns=\"" + namespace + "\">"
                + element(action + "Result", result)
                + "<ResponseMetadata>" + element("RequestId", requestId) + "</ResponseMetadata>"
                + "</" + action + "Response>";
    }

    private String failure(AwsError error, String requestId) {
        return "<ErrorResponse xmlns=\"" + namespace + "\"><Error>"
                + element("Type", error.status() < 500 ? "Sender" : "Receiver")
                + element("Code", error.type())
                + element("Message", error.message())
                + "</Error>" + element("RequestId", requestId) + "</ErrorResponse>";
    }

    private static String element(String name, JsonNode value) {
        StringBuilder content = new StringBuilder();
        if (value.isObject()) {
            value.properties().forEach(member -> content.append(element(member.getKey(), member.getValue())));
        } else if (value.isArray()) {
            value.forEach(item -> content.append(element(item.has("key") ? "entry" : "member", item)));
        } else {
            return element(name, value.asText());
        }
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String element(String name, String text) {
        return "<" + name + ">"
                + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</" + name + ">";
    }
}
