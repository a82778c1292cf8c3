package io.github.ecstaskretry.testkit.standin.asl;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A JSONata expression. It knows {@code $states} and the variables that were assigned, not the root {@code $}; of the functions
 * that Step Functions adds only {@code $parse} and {@code $hash}. One that gives nothing fails the state.
 *
 * @param path where it stands in the definition
 * @param text without the braces
 * @param idle compiled ones; evaluating changes them, and executions run side by side
 */
record Expression(String path, String text, Queue<Jsonata> idle) {

    private static final String START = "{%";
    private static final String END = "%}";

    static boolean isOne(String text) {
        return text.startsWith(START) && text.endsWith(END);
    }

    static Expression compile(String text, String path) {
        String inner =
                text.substring(START.length(), text.length() - END.length()).strip();
        try {
            return new Expression(path, inner, new ConcurrentLinkedQueue<>(List.of(compiled(inner))));
        } catch (JException e) {
            throw new UnsupportedAslException(path, "not JSONata: " + e.getMessage());
        }
    }

    private static Jsonata compiled(String text) {
        Jsonata compiled = Jsonata.jsonata(text);
        compiled.setOutputConvertNulls(false);
        return compiled;
    }

    JsonNode evaluate(Scope scope) throws StateError {
        Jsonata free = idle.poll();
        Jsonata compiled = free == null ? compiled(text) : free;
        JsonNode value;
        try {
            value = JsonataValues.toJson(compiled.evaluate(null, scope.frame(compiled)));
        } catch (JException e) {
            throw failure(e.getMessage());
        }
        idle.add(compiled);
        if (value.isMissingNode()) {
            throw failure("the expression returned nothing (undefined)");
        }
        return value;
    }

    private StateError failure(String problem) {
        return new StateError(StateError.QUERY, "The JSONata expression '" + text + "' at " + path + ": " + problem);
    }
}
