package io.github.ecstaskretry.format.catalogue;

import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.CatalogueEntry;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.ErrorCode;
import io.github.ecstaskretry.core.classify.ExitRange;
import io.github.ecstaskretry.core.classify.Fault;
import io.github.ecstaskretry.core.classify.Phrase;
import io.github.ecstaskretry.core.classify.Recognition;
import io.github.ecstaskretry.core.classify.Sign;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the catalogue as the compact file that {@link CompiledCatalogue} reads. Runs in the build, after the compiler. */
public final class CatalogueCompiler {

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<Set<Sign>, Integer> signs = new LinkedHashMap<>();
    private final List<Fault> faults;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private CatalogueCompiler(List<Fault> faults) {
        this.faults = faults;
    }

    /** Compiles the YAML of the class path. The argument is the directory of the classes. */
    public static void main(String[] arguments) throws IOException {
        Files.write(Path.of(arguments[0], CompiledCatalogue.RESOURCE), compile(CatalogueYaml.builtIn()));
    }

    /** The file's content. */
    static byte[] compile(Catalogue catalogue) throws IOException {
        CatalogueCompiler body = new CatalogueCompiler(catalogue.faults());
        body.write(catalogue);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(file);
        head.writeShort(body.texts.size());
        for (String text : body.texts.keySet()) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            head.writeShort(encoded.length);
            head.write(encoded);
        }
        body.bytes.writeTo(head);
        return file.toByteArray();
    }

    private void write(Catalogue catalogue) throws IOException {
        number(catalogue.version());
        number(faults.size());
        for (Fault fault : faults) {
            write(fault);
        }
        for (CatalogueEntry entry : catalogue.entries()) {
            for (Recognition way : entry.when()) {
                way.all().forEach(this::note);
                note(way.any());
                note(way.none());
            }
        }
        number(signs.size());
        for (Set<Sign> set : signs.keySet()) {
            number(set.size());
            for (Sign sign : set) {
                write(sign);
            }
        }
        number(catalogue.entries().size());
        for (CatalogueEntry entry : catalogue.entries()) {
            write(entry);
        }
    }

    /** Equal sets become one, so that the classifier tests each set once. */
    private void note(Set<Sign> set) {
        signs.putIfAbsent(set, signs.size());
    }

    private void write(Fault fault) throws IOException {
        text(fault.id());
        text(fault.kind().name());
        number(fault.codes().size());
        for (ErrorCode code : fault.codes()) {
            text(code.name());
            text(code.source());
        }
        number(fault.words().size());
        for (Phrase phrase : fault.words()) {
            write(phrase);
        }
    }

    private void write(Sign sign) throws IOException {
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

    private void write(Phrase phrase) throws IOException {
        text(phrase.text());
        out.writeBoolean(phrase.openStart());
        out.writeBoolean(phrase.openEnd());
        out.writeBoolean(phrase.whole());
    }

    private void write(CatalogueEntry entry) throws IOException {
        Cause cause = entry.cause();
        text(cause.id());
        text(cause.kind().name());
        text(cause.summary());
        text(cause.advice());
        text(cause.source());
        out.writeBoolean(entry.vague());
        number(entry.when().size());
        for (Recognition way : entry.when()) {
            write(way);
        }
    }

    private void write(Recognition way) throws IOException {
        names(way.where());
        names(way.stopCodes());
        number(way.launchTypes().size());
        for (String launchType : way.launchTypes()) {
            text(launchType);
        }
        number(way.exits().size());
        for (ExitRange exits : way.exits()) {
            text(Long.toString(exits.low()));
            text(Long.toString(exits.high()));
            out.writeBoolean(exits.missing());
        }
        number(way.all().size());
        for (Set<Sign> set : way.all()) {
            reference(set);
        }
        reference(way.any());
        reference(way.none());
    }

    private void names(Collection<? extends Enum<?>> constants) throws IOException {
        number(constants.size());
        for (Enum<?> constant : constants) {
            text(constant.name());
        }
    }

    private void reference(Set<Sign> set) throws IOException {
        number(signs.getOrDefault(set, -1));
    }

    private void text(String text) throws IOException {
        texts.putIfAbsent(text, texts.size());
        number(texts.getOrDefault(text, -1));
    }

    private void number(int number) throws IOException {
        if (number < 0 || number > 0xFFFF) {
            throw new IOException("the catalogue is too large for its compact form");
        }
        out.writeShort(number);
    }
}
