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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the catalogue from the compact file that {@link CatalogueCompiler} writes, in a fraction of the time that the YAML takes.
 * Uses loops and no lambdas, because each lambda costs time at start. Both classes come from one build, so the file has no version.
 */
final class CompiledCatalogue {

    /** The file's name in the class path. */
    static final String RESOURCE = "failure-catalogue.bin";

    static final int PHRASE = 0;
    static final int FAULT = 1;
    static final int FAULT_CODES = 2;

    private final byte[] bytes;
    private int at;
    private final String[] texts;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Set<Sign>> signs = new ArrayList<>();

    private CompiledCatalogue(byte[] bytes) {
        this.bytes = bytes;
        this.texts = new String[number()];
        for (int index = 0; index < texts.length; index++) {
            int length = number();
            texts[index] = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
        }
    }

    static Catalogue read(byte[] compiled) {
        CompiledCatalogue catalogue = new CompiledCatalogue(compiled);
        int version = catalogue.number();
        for (int left = catalogue.number(); left > 0; left--) {
            catalogue.faults.add(catalogue.fault());
        }
        for (int left = catalogue.number(); left > 0; left--) {
            catalogue.signs.add(catalogue.signsWritten());
        }
        List<CatalogueEntry> entries = new ArrayList<>();
        for (int left = catalogue.number(); left > 0; left--) {
            entries.add(catalogue.entry());
        }
        return new Catalogue(version, catalogue.faults, entries);
    }

    private Fault fault() {
        String id = text();
        CauseKind kind = CauseKind.valueOf(text());
        List<ErrorCode> codes = new ArrayList<>();
        for (int left = number(); left > 0; left--) {
            codes.add(new ErrorCode(text(), text()));
        }
        Phrase[] words = new Phrase[number()];
        for (int index = 0; index < words.length; index++) {
            words[index] = phrase();
        }
        return new Fault(id, kind, codes, Set.of(words));
    }

    private CatalogueEntry entry() {
        Cause cause = new Cause(text(), CauseKind.valueOf(text()), text(), text(), text());
        boolean vague = flag();
        List<Recognition> when = new ArrayList<>();
        for (int left = number(); left > 0; left--) {
            when.add(recognition());
        }
        return new CatalogueEntry(cause, vague, when);
    }

    private Recognition recognition() {
        Set<Place> where = EnumSet.noneOf(Place.class);
        for (int left = number(); left > 0; left--) {
            where.add(Place.valueOf(text()));
        }
        Set<StopCode> stopCodes = EnumSet.noneOf(StopCode.class);
        for (int left = number(); left > 0; left--) {
            stopCodes.add(StopCode.valueOf(text()));
        }
        Set<String> launchTypes = new HashSet<>();
        for (int left = number(); left > 0; left--) {
            launchTypes.add(text());
        }
        List<ExitRange> exits = new ArrayList<>();
        for (int left = number(); left > 0; left--) {
            exits.add(new ExitRange(Long.parseLong(text()), Long.parseLong(text()), flag()));
        }
        List<Set<Sign>> all = new ArrayList<>();
        for (int left = number(); left > 0; left--) {
            all.add(signs.get(number()));
        }
        return new Recognition(where, stopCodes, launchTypes, exits, all, signs.get(number()), signs.get(number()));
    }

    private Set<Sign> signsWritten() {
        Sign[] written = new Sign[number()];
        for (int index = 0; index < written.length; index++) {
            written[index] = sign();
        }
        return Set.of(written);
    }

    private Sign sign() {
        int what = number();
        return switch (what) {
            case PHRASE -> phrase();
            case FAULT -> faults.get(number());
            case FAULT_CODES -> faults.get(number()).withoutWords();
            default -> throw new IllegalStateException(RESOURCE + " has a sign of an unknown sort: " + what);
        };
    }

    private Phrase phrase() {
        return new Phrase(text(), flag(), flag(), flag());
    }

    private String text() {
        return texts[number()];
    }

    private boolean flag() {
        return bytes[at++] != 0;
    }

    private int number() {
        return (bytes[at++] & 0xFF) << 8 | (bytes[at++] & 0xFF);
    }
}
