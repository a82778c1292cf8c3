package io.github.ecstaskretry.testkit.standin.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error that a service answers with; each protocol writes it in its own shape. */
public final class AwsError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final ObjectNode members;

    private AwsError(int status, String type, String message, ObjectNode members) {
        super(message);
        this.status = status;
        this.type = type;
        this.members = members;
    }

    /** A mistake of the caller's: status 400. */
    public static AwsError client(String type, String message) {
        return new AwsError(400, type, message, Json.object());
    }

    /** Any other status, such as 500 with {@code ServerException}. */
    public static AwsError of(int status, String type, String message) {
        return new AwsError(status, type, message, Json.object());
    }

    /** ECS's word for a parameter that cannot be used. */
    public static AwsError invalidParameter(String message) {
        return client("InvalidParameterException", message);
    }

    /** AWS's answer to requests that come too fast. */
    public static AwsError throttled() {
        return client("ThrottlingException", "Rate exceeded");
    }

    /** The same error with one member more, such as {@code resourceIds}. */
    public AwsError with(String member, Iterable<String> values) {
        ObjectNode more = members.deepCopy();
        values.forEach(more.withArrayProperty(member)::add);
        return new AwsError(status, type, message(), more);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /** The body as the AWS JSON protocols write it. */
    ObjectNode json() {
        ObjectNode body = Json.object().put("__type", type).put("message", message());
        body.setAll(members);
        return body;
    }
}
