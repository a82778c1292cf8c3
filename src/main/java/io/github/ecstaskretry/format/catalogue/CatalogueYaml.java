package io.github.ecstaskretry.format.catalogue;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.CatalogueEntry;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.ErrorCode;
import io.github.ecstaskretry.core.classify.ExitRange;
import io.github.ecstaskretry.core.classify.Fault;
import io.github.ecstaskretry.core.classify.Phrase;
import io.github.ecstaskretry.core.classify.Recognition;
import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.classify.Sign;
import io.github.ecstaskretry.core.task.StopCode;
import io.github.ecstaskretry.format.Resources;
import io.github.ecstaskretry.format.YamlDocument;
import io.github.ecstaskretry.format.YamlValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the failure catalogue from YAML. The catalogue itself explains its keys and its notation of phrases. */
public final class CatalogueYaml {

    private static final String RESOURCE = "failure-catalogue.yaml";
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern EXITS = Pattern.compile("(-?\\d{1,18})(?:\\.\\.(-?\\d{1,18}))?");
    private static final Map<String, CauseKind> KINDS = YamlValue.words(CauseKind.values());
    private static final Map<String, Place> PLACES = YamlValue.words(Place.values());
    private static final Map<String, StopCode> STOP_CODES = Arrays.stream(StopCode.values())
            .filter(code -> code != StopCode.UNRECOGNISED)
            .collect(Collectors.toMap(code -> code == StopCode.ABSENT ? "none" : code.text(), code -> code));
    private static final Map<String, String> LAUNCH_TYPES = Map.of(
            "EC2", "EC2", "EXTERNAL", "EXTERNAL", "FARGATE", "FARGATE", "MANAGED_INSTANCES", "MANAGED_INSTANCES");

    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final Map<String, Set<Sign>> groups = new HashMap<>();

    private CatalogueYaml() {}

    /** The catalogue that is part of the program. */
    public static Catalogue builtIn() {
        return read(Resources.text(RESOURCE));
    }

    /**
     * Reads a catalogue.
     *
     * @throws io.github.ecstaskretry.format.InvalidYamlException with every mistake
     * @throws IllegalArgumentException if the catalogue lacks a cause that the classifier needs
     */
    public static Catalogue read(String yaml) {
        YamlDocument document = new YamlDocument(RESOURCE, yaml);
        document.throwIfInvalid();
        YamlValue root = document.root().keys(List.of("version", "faults", "groups", "causes"));
        CatalogueYaml catalogue = new CatalogueYaml();
        root.get("faults").list().forEach(catalogue::readFault);
        // A group may name faults and the groups above it.
        root.get("groups").members().forEach((name, signs) -> catalogue.groups.put(name, catalogue.signs(signs)));
        List<CatalogueEntry> entries =
                root.get("causes").list().stream().map(catalogue::entry).toList();
        int version = root.get("version").required("a whole number").integer(1, 9999, 1);
        document.throwIfInvalid();
        return new Catalogue(version, List.copyOf(catalogue.faults.values()), entries);
    }

    private void readFault(YamlValue yaml) {
        YamlValue fault = yaml.keys(List.of("id", "kind", "codes", "words"));
        String id = id(fault);
        List<ErrorCode> codes = fault.get("codes").list().stream()
                .map(documented -> documented.keys(List.of("source", "names")))
                .flatMap(documented -> {
                    String source = text(documented, "source");
                    return values(documented.get("names"), "an error code", name -> ErrorCode.parse(name, source))
                            .stream();
                })
                .toList();
        faults.put(
                id,
                new Fault(id, kind(fault), codes, Set.copyOf(values(fault.get("words"), "a phrase", Phrase::parse))));
    }

    private CatalogueEntry entry(YamlValue yaml) {
        YamlValue entry = yaml.keys(List.of("id", "kind", "summary", "advice", "source", "vague", "when"));
        return new CatalogueEntry(
                new Cause(id(entry), kind(entry), text(entry, "summary"), text(entry, "advice"), text(entry, "source")),
                entry.get("vague").bool(false),
                entry.get("when").list().stream().map(this::recognition).toList());
    }

    private static String id(YamlValue yaml) {
        String expected = "lower-case words joined by hyphens";
        return yaml.get("id")
                .required(expected)
                .converted(expected, "", id -> ID.matcher(id).matches() ? id : null);
    }

    private static CauseKind kind(YamlValue yaml) {
        return yaml.get("kind").required("a kind such as transient").choice(KINDS, CauseKind.AMBIGUOUS);
    }

    private static String text(YamlValue yaml, String key) {
        return yaml.get(key).required("a text").text("a text").orElse("");
    }

    private Recognition recognition(YamlValue yaml) {
        YamlValue way = yaml.keys(List.of("where", "stopCode", "launchType", "exit", "all", "any", "none"));
        if (way.isEmpty()) {
            way.wrong("an empty condition recognises everything");
        }
        return new Recognition(
                choices(way.get("where"), PLACES),
                choices(way.get("stopCode"), STOP_CODES),
                choices(way.get("launchType"), LAUNCH_TYPES),
                values(way.get("exit"), "a code, a range such as 64..78, or none", CatalogueYaml::exits),
                way.get("all").list().stream().map(this::sign).toList(),
                signs(way.get("any")),
                signs(way.get("none")));
    }

    private static <T> Set<T> choices(YamlValue yaml, Map<String, T> words) {
        T any = words.values().iterator().next();
        return yaml.list().stream().map(word -> word.choice(words, any)).collect(Collectors.toSet());
    }

    private static <T> List<T> values(YamlValue yaml, String expected, Function<String, T> parser) {
        return yaml.list().stream()
                .map(value -> value.parsed(expected, parser))
                .flatMap(Optional::stream)
                .toList();
    }

    private static ExitRange exits(String text) {
        Matcher matcher = EXITS.matcher(text);
        if (text.equals("none")) {
            return ExitRange.NONE;
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "expected a code, a range such as 64..78, or none; found '" + text + "'");
        }
        long low = Long.parseLong(matcher.group(1));
        return new ExitRange(low, matcher.group(2) == null ? low : Long.parseLong(matcher.group(2)), false);
    }

    /** A single sign keeps its set, so that the classifier tests it once. */
    private Set<Sign> signs(YamlValue yaml) {
        List<Set<Sign>> signs = yaml.list().stream().map(this::sign).toList();
        return signs.size() == 1
                ? signs.getFirst()
                : signs.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** A phrase; with a {@code $} a fault or the signs of a group; with a {@code !} at the end the codes of a fault. */
    private Set<Sign> sign(YamlValue yaml) {
        String notation = yaml.text("a phrase, $fault, $fault! or $group").orElse("");
        if (!notation.startsWith("$")) {
            return yaml.parsed("a phrase", Phrase::parse)
                    .<Set<Sign>>map(Set::of)
                    .orElse(Set.of());
        }
        boolean codesOnly = notation.endsWith("!");
        String name = notation.substring(1, notation.length() - (codesOnly ? 1 : 0));
        Fault fault = faults.get(name);
        if (fault != null) {
            return groups.computeIfAbsent(notation, any -> Set.of(codesOnly ? fault.withoutWords() : fault));
        }
        if (codesOnly || !groups.containsKey(name)) {
            yaml.wrong("there is no " + (codesOnly ? "fault '" : "fault or group '") + name + "' above");
        }
        return groups.getOrDefault(name, Set.of());
    }
}
