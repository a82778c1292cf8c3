package io.github.ecstaskretry.testkit.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB's expressions, as far as the product uses them (Amazon DynamoDB developer guide, "Using expressions"). It refuses unknown
 * syntax, so that no condition counts as true without having been read.
 */
final class Expressions {

    private static final Pattern FUNCTION =
            Pattern.compile("(attribute_exists|attribute_not_exists)\\(\\s*(\\S+?)\\s*\\)");
    private static final Pattern SIZE = Pattern.compile("size\\(\\s*(\\S+?)\\s*\\)\\s*<\\s*(:\\S+)");
    private static final Pattern CONTAINS = Pattern.compile("contains\\(\\s*(\\S+?)\\s*,\\s*(:\\S+?)\\s*\\)");
    private static final Pattern COMPARISON = Pattern.compile("(\\S+)\\s*(=|<>|<=|>=|<|>)\\s*(:\\S+)");
    private static final Pattern IF_NOT_EXISTS = Pattern.compile("if_not_exists\\(\\s*(\\S+?)\\s*,\\s*(:\\S+?)\\s*\\)");
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\S+)\\s*=\\s*(if_not_exists\\([^)]*\\)|:[^\\s,]+)");
    private static final Pattern CLAUSE =
            Pattern.compile("(SET|REMOVE|ADD)\\s+(.*?)(?=\\s+(?:SET|REMOVE|ADD)\\s|$)", Pattern.DOTALL);

    /** The product has a few dozen. */
    private static final Map<String, List<List<Factor>>> CONDITIONS = new ConcurrentHashMap<>();

    private static final Map<String, List<Step>> UPDATES = new ConcurrentHashMap<>();

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;

    Expressions(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
    }

    /** An operand of a condition: {@code attribute_exists}, {@code attribute_not_exists}, or a comparison with a value. */
    private record Factor(String operator, String name, String value) {}

    /** Whether the condition holds for the item. A missing item is empty. */
    boolean holds(String condition, Map<String, AttributeValue> item) {
        for (List<Factor> term : CONDITIONS.computeIfAbsent(condition, Expressions::parsed)) {
            if (holds(term, item)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(List<Factor> term, Map<String, AttributeValue> item) {
        for (Factor factor : term) {
            if (!holds(factor, item)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(Factor factor, Map<String, AttributeValue> item) {
        AttributeValue actual = item.get(name(factor.name()));
        return switch (factor.operator()) {
            case "attribute_exists" -> actual != null;
            case "attribute_not_exists" -> actual == null;
            case "size" ->
                actual != null
                        && actual.ss().size()
                                < Integer.parseInt(value(factor.value()).n());
            case "contains" ->
                actual != null && actual.ss().contains(value(factor.value()).s());
            default -> actual != null && compares(factor.operator(), actual, value(factor.value()));
        };
    }

    /** As alternatives of factors that must all hold. */
    private static List<List<Factor>> parsed(String condition) {
        List<List<Factor>> alternatives = new ArrayList<>();
        for (String term : split(condition, " OR ")) {
            List<List<Factor>> all = List.of(List.of());
            for (String part : split(term, " AND ")) {
                List<List<Factor>> choices = part.startsWith("(")
                        ? parsed(part.substring(1, part.length() - 1))
                        : List.of(List.of(factor(part)));
                all = all.stream()
                        .flatMap(before -> choices.stream()
                                .map(choice -> Stream.concat(before.stream(), choice.stream())
                                        .toList()))
                        .toList();
            }
            alternatives.addAll(all);
        }
        return alternatives;
    }

    /** The parts between operators outside of parentheses. */
    private static List<String> split(String condition, String operator) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        int depth = 0;
        for (int i = 0; i < condition.length(); i++) {
            char letter = condition.charAt(i);
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (depth == 0 && condition.startsWith(operator, i)) {
                parts.add(condition.substring(begin, i).strip());
                begin = i + operator.length();
            }
        }
        parts.add(condition.substring(begin).strip());
        return parts;
    }

    private static Factor factor(String factor) {
        Matcher function = FUNCTION.matcher(factor);
        if (function.matches()) {
            return new Factor(function.group(1), function.group(2), "");
        }
        Matcher size = SIZE.matcher(factor);
        if (size.matches()) {
            return new Factor("size", size.group(1), size.group(2));
        }
        Matcher contains = CONTAINS.matcher(factor);
        if (contains.matches()) {
            return new Factor("contains", contains.group(1), contains.group(2));
        }
        Matcher comparison = COMPARISON.matcher(factor);
        if (!comparison.matches()) {
            throw unknown(factor);
        }
        return new Factor(comparison.group(2), comparison.group(1), comparison.group(3));
    }

    private static boolean compares(String operator, AttributeValue actual, AttributeValue wanted) {
        if (operator.equals("=")) {
            return actual.equals(wanted);
        }
        if (operator.equals("<>")) {
            return !actual.equals(wanted);
        }
        int order = actual.n() != null && wanted.n() != null
                ? Long.compare(Long.parseLong(actual.n()), Long.parseLong(wanted.n()))
                : Objects.requireNonNull(actual.s()).compareTo(Objects.requireNonNull(wanted.s()));
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** The item after an update of {@code SET}, {@code REMOVE} and {@code ADD}. */
    Map<String, AttributeValue> updated(String update, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> after = new HashMap<>(item);
        for (Step step : UPDATES.computeIfAbsent(update, Expressions::steps)) {
            switch (step.action()) {
                case "SET" -> after.put(name(step.name()), assigned(step.operand(), item));
                case "ADD" -> add(step, after);
                default -> after.remove(name(step.name()));
            }
        }
        return after;
    }

    /** A part of an update; the operand is empty for {@code REMOVE}. */
    private record Step(String action, String name, String operand) {}

    private static List<Step> steps(String update) {
        List<Step> steps = new ArrayList<>();
        Matcher clause = CLAUSE.matcher(update.strip());
        int end = 0;
        while (clause.find()) {
            end = clause.end();
            switch (clause.group(1)) {
                case "SET" -> steps.addAll(assignments(clause.group(2)));
                case "ADD" -> {
                    String[] nameAndValue = clause.group(2).split("\\s+", 2);
                    steps.add(new Step("ADD", nameAndValue[0], nameAndValue[1]));
                }
                default ->
                    List.of(clause.group(2).split(","))
                            .forEach(name -> steps.add(new Step("REMOVE", name.strip(), "")));
            }
        }
        if (end != update.strip().length()) {
            throw unknown(update);
        }
        return steps;
    }

    private static List<Step> assignments(String assignments) {
        List<Step> steps = new ArrayList<>();
        Matcher assignment = ASSIGNMENT.matcher(assignments);
        int length = 0;
        while (assignment.find()) {
            length += assignment.group().length();
            steps.add(new Step("SET", assignment.group(1), assignment.group(2)));
        }
        if (assignments.replaceAll("(?<=[)\\w])\\s*,\\s*(?=[\\w#]+\\s*=)", "").length() != length) {
            throw unknown(assignments);
        }
        return steps;
    }

    /** One number, or one set of texts. */
    private void add(Step step, Map<String, AttributeValue> after) {
        AttributeValue added = value(step.operand());
        if (added.hasSs()) {
            Set<String> texts = new TreeSet<>(added.ss());
            Optional.ofNullable(after.get(name(step.name()))).ifPresent(set -> texts.addAll(set.ss()));
            after.put(name(step.name()), AttributeValue.fromSs(List.copyOf(texts)));
            return;
        }
        AttributeValue there = after.getOrDefault(name(step.name()), AttributeValue.fromN("0"));
        long sum = Long.parseLong(there.n()) + Long.parseLong(added.n());
        after.put(name(step.name()), AttributeValue.fromN(Long.toString(sum)));
    }

    private AttributeValue assigned(String operand, Map<String, AttributeValue> before) {
        Matcher ifNotExists = IF_NOT_EXISTS.matcher(operand);
        if (!ifNotExists.matches()) {
            return value(operand);
        }
        AttributeValue there = before.get(name(ifNotExists.group(1)));
        return there == null ? value(ifNotExists.group(2)) : there;
    }

    private String name(String name) {
        return name.startsWith("#") ? Objects.requireNonNull(names.get(name), name) : name;
    }

    private AttributeValue value(String placeholder) {
        return Objects.requireNonNull(values.get(placeholder), placeholder);
    }

    /** An error, because the product handles exceptions. */
    private static AssertionError unknown(String expression) {
        return new AssertionError("the simulation does not know the expression '" + expression + "'");
    }
}
