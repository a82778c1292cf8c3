package io.github.ecstaskretry.testkit.standin.asl;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The values that an expression can use.
 *
 * @param states {@code $states}: input, context, and where there is one result or errorOutput
 * @param variables by name, without the dollar sign
 * @param clock of the execution: what {@code $now} gives
 */
record Scope(ObjectNode states, Map<String, JsonNode> variables, Supplier<Instant> clock) {

    private static final Jsonata.JFunction PARSE = Jsonata.function("parse", Scope::parse, "<s:x>");
    private static final Jsonata.JFunction HASH = Jsonata.function("hash", Scope::hash, "<ss:s>");

    /** The same with one member more in {@code $states}. */
    Scope with(String member, JsonNode value) {
        ObjectNode more = states.deepCopy();
        more.set(member, value);
        return new Scope(more, variables, clock);
    }

    /** The same with the token of a task that waits for it. */
    Scope withToken(String token) {
        ObjectNode more = states.deepCopy();
        ((ObjectNode) more.path("context")).putObject("Task").put("Token", token);
        return new Scope(more, variables, clock);
    }

    Jsonata.Frame frame(Jsonata expression) {
        Jsonata.Frame frame = expression.createFrame();
        variables.forEach((name, value) -> frame.bind(name, JsonataValues.toJava(value)));
        frame.bind("states", JsonataValues.toJava(states));
        frame.bind("now", Jsonata.function("now", () -> Timestamps.format(clock.get()), "<:s>"));
        frame.bind("parse", PARSE);
        frame.bind("hash", HASH);
        return frame;
    }

    /** Such as {@code $hash('text', 'SHA-256')}: lower-case hexadecimal digits. */
    private static Object hash(String text, String algorithm) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new JException(e, "$hash", 0, algorithm, null);
        }
    }

    private static Object parse(String text) {
        try {
            return JsonataValues.toJava(Json.read(text));
        } catch (IllegalArgumentException e) {
            throw new JException(e, "$parse", 0, text, null);
        }
    }
}
