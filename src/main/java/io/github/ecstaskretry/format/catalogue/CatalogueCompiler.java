package io.github.ecstaskretry.format.catalogue;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.CatalogueEntry;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.Fault;
import io.github.ecstaskretry.core.classify.Phrase;
import io.github.ecstaskretry.core.classify.Recognition;
import io.github.ecstaskretry.core.classify.Sign;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Writes the catalogue as the compact file that {@link CompiledCatalogue} reads. Runs in the build, after the compiler. */
public final class CatalogueCompiler {

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<Set<Sign>, Integer> signs = new LinkedHashMap<>();
    private final List<Fault> faults;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CatalogueCompiler(List<Fault> faults) {
        this.faults = faults;
    }

    /** Compiles the YAML of the class path. The argument is the directory of the classes. */
    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0], CompiledCatalogue.RESOURCE), compile(CatalogueYaml.builtIn()));
    }

    /** The file's content: every text once, then the catalogue, which refers to them by their numbers. */
    static byte[] compile(Catalogue catalogue) {
        CatalogueCompiler body = new CatalogueCompiler(catalogue.faults());
        body.write(catalogue);
        CatalogueCompiler file = new CatalogueCompiler(List.of());
        file.all(body.texts.keySet(), text -> {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            file.number(encoded.length);
            file.out.writeBytes(encoded);
        });
        file.out.writeBytes(body.out.toByteArray());
        return file.out.toByteArray();
    }

    private void write(Catalogue catalogue) {
        number(catalogue.version());
        all(faults, this::write);
        catalogue.entries().stream().flatMap(entry -> entry.when().stream()).forEach(way -> {
            way.all().forEach(this::note);
            note(way.any());
            note(way.none());
        });
        all(signs.keySet(), set -> all(set, this::write));
        all(catalogue.entries(), this::write);
    }

    /** Equal sets become one, so that the classifier tests each set once. */
    private void note(Set<Sign> set) {
        signs.putIfAbsent(set, signs.size());
    }

    private void write(Fault fault) {
        text(fault.id());
        text(fault.kind().name());
        all(fault.codes(), code -> {
            text(code.name());
            text(code.source());
        });
        all(fault.words(), this::write);
    }

    private void write(Sign sign) {
        switch (sign) {
            case Phrase phrase -> {
                number(CompiledCatalogue.PHRASE);
                write(phrase);
            }
            case Fault fault -> {
                boolean whole = faults.contains(fault);
                number(whole ? CompiledCatalogue.FAULT : CompiledCatalogue.FAULT_CODES);
                number(faults.stream().map(Fault::id).toList().indexOf(fault.id()));
            }
        }
    }

    private void write(Phrase phrase) {
        text(phrase.text());
        flag(phrase.openStart());
        flag(phrase.openEnd());
        flag(phrase.whole());
    }

    private void write(CatalogueEntry entry) {
        Cause cause = entry.cause();
        text(cause.id());
        text(cause.kind().name());
        text(cause.summary());
        text(cause.advice());
        text(cause.source());
        flag(entry.vague());
        all(entry.when(), this::write);
    }

    private void write(Recognition way) {
        all(way.where(), place -> text(place.name()));
        all(way.stopCodes(), code -> text(code.name()));
        all(way.launchTypes(), this::text);
        all(way.exits(), exits -> {
            text(Long.toString(exits.low()));
            text(Long.toString(exits.high()));
            flag(exits.missing());
        });
        all(way.all(), this::reference);
        reference(way.any());
        reference(way.none());
    }

    private <T> void all(Collection<T> things, Consumer<T> write) {
        number(things.size());
        things.forEach(write);
    }

    private void reference(Set<Sign> set) {
        number(signs.getOrDefault(set, -1));
    }

    private void text(String text) {
        texts.putIfAbsent(text, texts.size());
        number(texts.getOrDefault(text, -1));
    }

    private void flag(boolean flag) {
        out.write(flag ? 1 : 0);
    }

    /** Two bytes, the higher first. */
    private void number(int number) {
        if (number < 0 || number > 0xFFFF) {
            throw new IllegalStateException("the catalogue is too large for its compact form");
        }
        out.write(number >> Byte.SIZE);
        out.write(number);
    }
}
