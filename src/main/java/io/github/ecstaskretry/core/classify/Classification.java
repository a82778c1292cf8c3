package io.github.ecstaskretry.core.classify;

import io.github.ecstaskretry.core.classify.Recognition.Place;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cause, and how the catalogue recognised it.
 *
 * @param cause the result of {@link Classifier#classify}
 * @param evidence null for a success and for an unrecognised stop
 */
public record Classification(Cause cause, @Nullable Evidence evidence) {

    /**
     * Where the catalogue recognised the cause.
     *
     * @param place of the text in the stop
     * @param container whose reason or exit code it was; null for the task's own reason or a launch
     * @param exitCode the container's exit code; null if it has none
     * @param code the error code that decided, as the catalogue writes it; null when words or conditions did
     * @param recognition all of whose conditions hold
     * @param phrases the phrases of the recognition that the text contains, the longest first
     */
    public record Evidence(
            Place place,
            @Nullable String container,
            @Nullable Long exitCode,
            @Nullable String code,
            Recognition recognition,
            List<Phrase> phrases) {

        public Evidence {
            phrases = List.copyOf(phrases);
        }

        static Evidence of(Reading reading, Recognition recognition) {
            List<Sign> signs = Stream.concat(recognition.all().stream(), Stream.of(recognition.any()))
                    .flatMap(set -> set.stream())
                    .filter(sign -> sign.isIn(reading))
                    .toList();
            ErrorCodes.Known code = reading.code();
            boolean byCode = signs.stream().anyMatch(sign -> !(sign instanceof Phrase));
            return new Evidence(
                    reading.context().place(),
                    reading.context().container(),
                    reading.context().exitCode(),
                    byCode && code != null ? code.code().name() : null,
                    recognition,
                    signs.stream()
                            .flatMap(sign -> phrases(sign, reading))
                            .distinct()
                            .sorted(Comparator.<Phrase>comparingInt(
                                            phrase -> -phrase.text().length())
                                    .thenComparing(Phrase::text))
                            .toList());
        }

        private static Stream<Phrase> phrases(Sign sign, Reading reading) {
            return switch (sign) {
                case Phrase phrase -> Stream.of(phrase);
                case Fault fault ->
                    fault.words().stream().filter(phrase -> reading.code() == null && phrase.isIn(reading));
            };
        }
    }
}
