package io.github.ecstaskretry.format.catalogue;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.core.classify.Entry;
import io.github.ecstaskretry.core.classify.ExitRange;
import io.github.ecstaskretry.core.classify.Phrase;
import io.github.ecstaskretry.core.classify.Recognition;
import io.github.ecstaskretry.core.classify.Recognition.Place;
import io.github.ecstaskretry.core.task.StopCode;
import io.github.ecstaskretry.format.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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
 * Reads the failure catalogue from YAML. Strict: an unknown key, a group that is not there or a phrase that could never be
 * found is an error that names its line and entry.
 */
public final class CatalogueYaml {

    private static final String RESOURCE = "failure-catalogue.yaml";
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern EXITS = Pattern.compile("(-?\\d{1,18})(?:\\.\\.(-?\\d{1,18}))?");
    private static final List<String> LAUNCH_TYPES = List.of("EC2", "EXTERNAL", "FARGATE", "MANAGED_INSTANCES");

    private final Map<String, Set<Phrase>> groups = new HashMap<>();

    private CatalogueYaml() {}

    /** The catalogue that is part of the program. */
    public static Catalogue builtIn() {
        return read(Resources.text(RESOURCE));
    }

    /**
     * Reads a catalogue; the stream stays open.
     *
     * @throws IllegalArgumentException when it is no catalogue; the message names the line and the entry
     */
    public static Catalogue read(InputStream yaml) throws IOException {
        return read(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    }

    /**
     * Reads a catalogue.
     *
     * @throws IllegalArgumentException when it is no catalogue; the message names the line and the entry
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
        root.allow("version", "groups", "causes");
        readGroups(root);
        List<Entry> entries = new ArrayList<>();
        for (CatalogueYamlMap cause : root.maps("causes", "an entry")) {
            entries.add(entry(cause));
        }
        int version = root.number("version");
        return root.checked(() -> new Catalogue(version, entries));
    }

    /** A group may use those above it. */
    private void readGroups(CatalogueYamlMap root) {
        CatalogueYamlMap declared = root.map("groups", "the groups");
        for (String name : declared.keys()) {
            groups.put(name, phrases(declared, name));
        }
    }

    private Entry entry(CatalogueYamlMap yaml) {
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
        return new Entry(cause, entry.flag("vague"), when);
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
        List<Set<Phrase>> all = new ArrayList<>();
        for (String notation : way.texts("all")) {
            all.add(resolve(way, "all", notation));
        }
        return new Recognition(
                places(way),
                stopCodes(way),
                launchTypes(way),
                exits(way),
                all,
                phrases(way, "any"),
                phrases(way, "none"));
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

    private Set<Phrase> phrases(CatalogueYamlMap map, String key) {
        Set<Phrase> phrases = new LinkedHashSet<>();
        for (String notation : map.texts(key)) {
            phrases.addAll(resolve(map, key, notation));
        }
        return phrases;
    }

    /** A phrase, or with a {@code $} the phrases of a group. */
    private Set<Phrase> resolve(CatalogueYamlMap map, String key, String notation) {
        if (!notation.startsWith("$")) {
            return Set.of(map.checked(() -> Phrase.parse(notation)));
        }
        Set<Phrase> group = groups.get(notation.substring(1));
        if (group == null) {
            throw map.error(key, "there is no group '" + notation.substring(1) + "' above");
        }
        return group;
    }
}
