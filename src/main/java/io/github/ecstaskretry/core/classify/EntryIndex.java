package io.github.ecstaskretry.core.classify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue made ready to be asked: each text is searched once for all phrases, then the entries are asked in order, each
 * with a few bit tests.
 */
final class EntryIndex {

    /** No entry recognised it. */
    static final int NOWHERE = Integer.MAX_VALUE;

    private static final int NO_FEATURE = -1;

    private final PhraseIndex phrases;
    private final Question[] questions;

    /** One recognition of one entry, in terms of features. */
    private static final class Question {

        private final int position;
        private final Recognition recognition;
        /** All of these must be found. */
        private final int[] wanted;
        /** This one must not be found; {@link #NO_FEATURE} when there is none. */
        private final int unwanted;

        Question(int position, Recognition recognition, Features features) {
            this.position = position;
            this.recognition = recognition;
            List<Set<Phrase>> sets = new ArrayList<>(recognition.all());
            if (!recognition.any().isEmpty()) {
                sets.add(recognition.any());
            }
            this.wanted = sets.stream().mapToInt(features::of).toArray();
            this.unwanted = recognition.none().isEmpty() ? NO_FEATURE : features.of(recognition.none());
        }

        boolean answered(Observation seen, BitSet found) {
            for (int feature : wanted) {
                if (!found.get(feature)) {
                    return false;
                }
            }
            return (unwanted == NO_FEATURE || !found.get(unwanted)) && recognition.fits(seen);
        }
    }

    EntryIndex(List<Entry> entries) {
        Features features = new Features();
        List<Question> asked = new ArrayList<>();
        for (int position = 0; position < entries.size(); position++) {
            for (Recognition way : entries.get(position).when()) {
                asked.add(new Question(position, way, features));
            }
        }
        questions = asked.toArray(Question[]::new);
        phrases = new PhraseIndex(features.byPhrase);
    }

    /** The position of the first entry that recognises the observation, or {@link #NOWHERE}. */
    int first(Observation seen) {
        Question question = firstAnswered(seen);
        return question == null ? NOWHERE : question.position;
    }

    /** By what the entry at {@link #first} recognised the observation; null when none did. */
    @Nullable Recognition recognition(Observation seen) {
        Question question = firstAnswered(seen);
        return question == null ? null : question.recognition;
    }

    private @Nullable Question firstAnswered(Observation seen) {
        BitSet found = phrases.find(seen.text());
        for (Question question : questions) {
            if (question.answered(seen, found)) {
                return question;
            }
        }
        return null;
    }

    /** Numbers each set of phrases once. */
    private static final class Features {
        private final Map<Set<Phrase>, Integer> bySet = new HashMap<>();
        private final Map<Phrase, BitSet> byPhrase = new LinkedHashMap<>();

        int of(Set<Phrase> phrases) {
            return bySet.computeIfAbsent(phrases, set -> {
                int number = bySet.size();
                set.forEach(phrase ->
                        byPhrase.computeIfAbsent(phrase, key -> new BitSet()).set(number));
                return number;
            });
        }
    }
}
