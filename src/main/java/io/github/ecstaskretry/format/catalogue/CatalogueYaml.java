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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the failure catalogue from YAML. An unknown key, an unknown group or a phrase that no text can contain is an error that
 * names its line and entry.
 */
public final class CatalogueYaml {

    private static final String RESOURCE = "failure-catalogue.yaml";
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern EXITS = Pattern.compile("(-?\\d{1,18})(?:\\.\\.(-?\\d{1,18}))?");
    private static final List<String> LAUNCH_TYPES = List.of("EC2", "EXTERNAL", "FARGATE", "MANAGED_INSTANCES");

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
     * @throws IllegalArgumentException if it is not a catalogue; the message names the line and the entry
     */
    public static Catalogue read(String yaml) {
        Node root;
        try {
            root = new Compose(
                            LoadSettings.builder().setLabel("failure catalogue").build())
                    .composeString(yaml)
                    .orElseThrow(() -> new IllegalArgumentException("failure catalogue: empty"));
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("failure catalogue: " + e.getMessage(), e);
        }
        return new CatalogueYaml().catalogue(CatalogueYamlMap.of(root, "the catalogue"));
    }

    private Catalogue catalogue(CatalogueYamlMap root) {
        root.allow("version", "faults", "groups", "causes");
        for (CatalogueYamlMap fault : root.maps("faults", "a fault")) {
            readFault(fault);
        }
        readGroups(root);
        List<CatalogueEntry> entries = new ArrayList<>();
        for (CatalogueYamlMap cause : root.maps("causes", "an entry")) {
            entries.add(entry(cause));
        }
        int version = root.number("version");
        return root.checked(() -> new Catalogue(version, List.copyOf(faults.values()), entries));
    }

    private void readFault(CatalogueYamlMap yaml) {
        String id = yaml.text("id");
        CatalogueYamlMap fault = yaml.named("fault " + id);
        fault.allow("id", "kind", "codes", "words");
        List<ErrorCode> codes = new ArrayList<>();
        for (CatalogueYamlMap documented : fault.maps("codes", "fault " + id)) {
            documented.allow("source", "names");
            String source = documented.text("source");
            for (String name : documented.texts("names")) {
                codes.add(documented.checked(() -> new ErrorCode(name, source)));
            }
        }
        Set<Phrase> words = new LinkedHashSet<>();
        for (String notation : fault.texts("words")) {
            words.add(fault.checked(() -> Phrase.parse(notation)));
        }
        faults.put(id, new Fault(id, kind(fault), codes, words));
    }

    /** A group may use faults, and the groups above it. */
    private void readGroups(CatalogueYamlMap root) {
        CatalogueYamlMap declared = root.map("groups", "the groups");
        for (String name : declared.keys()) {
            groups.put(name, signs(declared, name));
        }
    }

    private CatalogueEntry entry(CatalogueYamlMap yaml) {
        String id = yaml.text("id");
        CatalogueYamlMap entry = yaml.named("entry " + id);
        entry.allow("id", "kind", "summary", "advice", "source", "vague", "when");
        if (!ID.matcher(id).matches()) {
            throw entry.error("id", "an id is lower-case words joined by hyphens");
        }
        Cause cause = new Cause(id, kind(entry), entry.text("summary"), entry.text("advice"), entry.text("source"));
        List<Recognition> when = new ArrayList<>();
        for (CatalogueYamlMap way : entry.maps("when", "entry " + id)) {
            when.add(recognition(way));
        }
        return new CatalogueEntry(cause, entry.flag("vague"), when);
    }

    private static CauseKind kind(CatalogueYamlMap entry) {
        String word = entry.text("kind");
        for (CauseKind kind : CauseKind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw entry.error("kind", "unknown kind '" + word + "'");
    }

    private Recognition recognition(CatalogueYamlMap way) {
        way.allow("where", "stopCode", "launchType", "exit", "all", "any", "none");
        if (way.keys().isEmpty()) {
            throw way.error("an empty condition recognises everything");
        }
        List<Set<Sign>> all = new ArrayList<>();
        for (String notation : way.texts("all")) {
            all.add(resolve(way, "all", notation));
        }
        return new Recognition(
                places(way), stopCodes(way), launchTypes(way), exits(way), all, signs(way, "any"), signs(way, "none"));
    }

    private static Set<Place> places(CatalogueYamlMap way) {
        Set<Place> places = EnumSet.noneOf(Place.class);
        for (String word : way.texts("where")) {
            places.add(place(way, word));
        }
        return places;
    }

    private static Place place(CatalogueYamlMap way, String word) {
        return switch (word) {
            case "task" -> Place.TASK;
            case "container" -> Place.CONTAINER;
            case "launch" -> Place.LAUNCH;
            default -> throw way.error("where", "known are task, container, launch; found '" + word + "'");
        };
    }

    private static Set<StopCode> stopCodes(CatalogueYamlMap way) {
        Set<StopCode> codes = EnumSet.noneOf(StopCode.class);
        for (String text : way.texts("stopCode")) {
            StopCode code = text.equals("none") ? StopCode.ABSENT : StopCode.of(text);
            if (code == StopCode.UNRECOGNISED) {
                throw way.error("stopCode", "unknown stop code '" + text + "'");
            }
            codes.add(code);
        }
        return codes;
    }

    private static Set<String> launchTypes(CatalogueYamlMap way) {
        Set<String> types = new LinkedHashSet<>(way.texts("launchType"));
        for (String type : types) {
            if (!LAUNCH_TYPES.contains(type)) {
                throw way.error(
                        "launchType", "known are " + String.join(", ", LAUNCH_TYPES) + "; found '" + type + "'");
            }
        }
        return types;
    }

    private static List<ExitRange> exits(CatalogueYamlMap way) {
        List<ExitRange> exits = new ArrayList<>();
        for (String text : way.texts("exit")) {
            Matcher matcher = EXITS.matcher(text);
            if (text.equals("none")) {
                exits.add(ExitRange.NONE);
            } else if (matcher.matches()) {
                long low = Long.parseLong(matcher.group(1));
                long high = matcher.group(2) == null ? low : Long.parseLong(matcher.group(2));
                exits.add(way.checked(() -> new ExitRange(low, high, false)));
            } else {
                throw way.error("exit", "expected a code, a range such as 64..78, or none; found '" + text + "'");
            }
        }
        return exits;
    }

    /** Signs named alone stay the set that they are, so that the classifier looks for them once. */
    private Set<Sign> signs(CatalogueYamlMap map, String key) {
        List<String> notations = map.texts(key);
        if (notations.size() == 1) {
            return resolve(map, key, notations.getFirst());
        }
        Set<Sign> signs = new LinkedHashSet<>();
        notations.forEach(notation -> signs.addAll(resolve(map, key, notation)));
        return Set.copyOf(signs);
    }

    /** A phrase; with a {@code $} a fault or the signs of a group; with a {@code !} at the end the codes of a fault. */
    private Set<Sign> resolve(CatalogueYamlMap map, String key, String notation) {
        if (!notation.startsWith("$")) {
            return Set.of(map.checked(() -> Phrase.parse(notation)));
        }
        boolean codesOnly = notation.endsWith("!");
        String name = notation.substring(1, notation.length() - (codesOnly ? 1 : 0));
        Fault fault = faults.get(name);
        if (fault != null) {
            return groups.computeIfAbsent(notation, any -> Set.of(codesOnly ? fault.withoutWords() : fault));
        }
        Set<Sign> group = groups.get(name);
        if (group == null || codesOnly) {
            throw map.error(key, "there is no " + (codesOnly ? "fault '" : "fault or group '") + name + "' above");
        }
        return group;
    }
}
