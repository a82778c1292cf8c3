package io.github.ecstaskretry.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** Hostile input for readers: documents that are almost right, and texts that are not documents. */
public final class HostileText {

    /** Not a measure of speed: it ends a reader that would never end, on a slow machine, too. */
    private static final Duration BOUND = Duration.ofMinutes(5);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Values of every type, in sizes that no field expects. */
    static final List<JsonNode> VALUES = List.of(
            JSON.nullNode(),
            JSON.missingNode(),
            JSON.booleanNode(true),
            JSON.numberNode(-1),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.numberNode(Long.MIN_VALUE),
            JSON.numberNode(BigInteger.TEN.pow(900)),
            JSON.numberNode(new BigDecimal("1e400")),
            JSON.numberNode(new BigDecimal("-0.5")),
            JSON.numberNode(new BigDecimal("1e-999999999")),
            JSON.textNode(""),
            JSON.textNode(" "),
            JSON.textNode("\u0000\ud800"),
            JSON.textNode("+1000000000-12-31T23:59:59Z"),
            JSON.textNode("-1000000000-01-01T00:00:00Z"),
            JSON.textNode("x".repeat(100_000)),
            JSON.textNode("*".repeat(10_000)),
            JSON.textNode("arn:aws:ecs:::task/" + "a/".repeat(10_000)),
            JSON.arrayNode(),
            JSON.objectNode(),
            // Jackson writes no document that is deeper than 1,000, and up to four of these may stand in one another.
            nested(200));

    /** A change at one place of a document. The number of the place is taken modulo the number of places. */
    public record Mutation(int place, JsonNode value) {}

    private HostileText() {}

    public static Arbitrary<List<Mutation>> mutations() {
        Arbitrary<JsonNode> values = Arbitraries.oneOf(
                Arbitraries.of(VALUES),
                Arbitraries.strings().ofMaxLength(50).map(JSON::textNode),
                Arbitraries.longs().map(JSON::numberNode),
                Arbitraries.doubles().map(JSON::numberNode));
        return Combinators.combine(Arbitraries.integers().between(0, Integer.MAX_VALUE), values)
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** Every document that differs from this one at one place. */
    public static Stream<ObjectNode> variants(ObjectNode document) {
        List<Runnable> places = new ArrayList<>();
        collect(document, JSON.nullNode(), places);
        return IntStream.range(0, places.size())
                .boxed()
                .flatMap(place -> VALUES.stream().map(value -> mutated(document, List.of(new Mutation(place, value)))));
    }

    /** The document with other values at some places. A missing value removes the member. */
    public static ObjectNode mutated(ObjectNode document, List<Mutation> mutations) {
        ObjectNode changed = document.deepCopy();
        for (Mutation mutation : mutations) {
            List<Runnable> places = new ArrayList<>();
            collect(changed, mutation.value().deepCopy(), places);
            if (!places.isEmpty()) {
                places.get(mutation.place() % places.size()).run();
            }
        }
        return changed;
    }

    private static void collect(JsonNode node, JsonNode value, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                places.add(() -> replace(object, member.getKey(), value));
                collect(member.getValue(), value, places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(() -> array.set(index, value.isMissingNode() ? JSON.nullNode() : value));
                collect(array.get(i), value, places);
            }
        }
    }

    private static void replace(ObjectNode object, String member, JsonNode value) {
        if (value.isMissingNode()) {
            object.remove(member);
        } else {
            object.set(member, value);
        }
    }

    /** The bytes of a document with some of them changed, so that it may be neither UTF-8 nor JSON. */
    public static Arbitrary<byte[]> damaged(String document) {
        byte[] whole = document.getBytes(StandardCharsets.UTF_8);
        return Combinators.combine(
                        Arbitraries.integers().between(0, whole.length),
                        Arbitraries.integers()
                                .between(0, whole.length - 1)
                                .list()
                                .ofMaxSize(8),
                        Arbitraries.bytes().list().ofSize(8))
                .as((length, places, bytes) -> {
                    byte[] damaged = Arrays.copyOf(whole, places.isEmpty() ? length : whole.length);
                    for (int i = 0; i < places.size(); i++) {
                        damaged[places.get(i)] = bytes.get(i);
                    }
                    return damaged;
                });
    }

    /** Bytes of any kind. */
    public static Arbitrary<byte[]> noise() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    public static String nestedText(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static JsonNode nested(int depth) {
        JsonNode node = JSON.textNode("deep");
        for (int i = 0; i < depth; i++) {
            node = i % 2 == 0 ? JSON.arrayNode().add(node) : JSON.objectNode().set("a", node);
        }
        return node;
    }

    /** Fails if the reader does not end. */
    public static void withinBounds(Executable reading) {
        Assertions.assertTimeoutPreemptively(BOUND, reading);
    }
}
