package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.classify.Diagnosis.Evidence;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds again, at leisure, which phrases made the catalogue recognise a text. */
final class Evidences {

    private Evidences() {}

    static Evidence of(Observation seen, @Nullable String container, Recognition recognition) {
        List<Phrase> phrases = Stream.concat(recognition.all().stream(), Stream.of(recognition.any()))
                .flatMap(set -> set.stream())
                .distinct()
                .filter(phrase -> stands(phrase, seen.text()))
                .sorted(Comparator.<Phrase>comparingInt(phrase -> -phrase.text().length())
                        .thenComparing(Phrase::text))
                .toList();
        return new Evidence(seen.place(), container, seen.exitCode(), recognition, phrases);
    }

    private static boolean stands(Phrase phrase, String text) {
        BitSet here = new BitSet();
        here.set(0);
        return new PhraseIndex(Map.of(phrase, here)).find(text).get(0);
    }
}
