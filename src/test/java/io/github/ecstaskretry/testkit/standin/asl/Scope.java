package io.github.ecstaskretry.testkit.standin.asl;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.format.Timestamps;
import io.github.ecstaskretry.testkit.standin.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What an expression sees.
 *
 * @param states {@code $states}: input, context, and where there is one result or errorOutput
 * @param variables by name, without the dollar sign
 * @param clock of the execution: what {@code $now} gives
 */
record Scope(ObjectNode states, Map<String, JsonNode> variables, Supplier<Instant> clock) {

    /** The same with one member more in {@code $states}. */
    Scope with(String member, JsonNode value) {
        ObjectNode more = states.deepCopy();
        more.set(member, value);
        return new Scope(more, variables, clock);
    }

    Jsonata.Frame frame(Jsonata expression) {
        Jsonata.Frame frame = expression.createFrame();
        variables.forEach((name, value) -> frame.bind(name, JsonataValues.toJava(value)));
        frame.bind("states", JsonataValues.toJava(states));
        frame.bind("now", Jsonata.function("now", () -> Timestamps.format(clock.get()), "<:s>"));
        frame.bind("parse", Jsonata.function("parse", Scope::parse, "<s:x>"));
        return frame;
    }

    private static Object parse(String text) {
        try {
            return JsonataValues.toJava(Json.read(text));
        } catch (IllegalArgumentException e) {
            throw new JException(e, "$parse", 0, text, null);
        }
    }
}
