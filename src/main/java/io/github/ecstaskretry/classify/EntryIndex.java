package io.github.ecstaskretry.classify;

import io.github.ecstaskretry.classify.Recognition.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The catalogue made ready to be asked: each text is searched once for all phrases, then the entries are asked in order, each
 * with a few bit tests.
 */
final class EntryIndex {

    /** No entry recognised it. */
    static final int NOWHERE = Integer.MAX_VALUE;

    private static final int[] ASKS_NOTHING = {};

    private final PhraseIndex phrases;
    private final Question[] questions;

    /** One recognition of one entry, in terms of features. */
    private record Question(int position, Recognition recognition, int[] all, int any, int none) {

        boolean answered(Observation seen, BitSet found) {
            return holdsWords(found) && holdsFacts(seen);
        }

        private boolean holdsWords(BitSet found) {
            for (int feature : all) {
                if (!found.get(feature)) {
                    return false;
                }
            }
            return (any < 0 || found.get(any)) && (none < 0 || !found.get(none));
        }

        private boolean holdsFacts(Observation seen) {
            return (recognition.where().isEmpty() || recognition.where().contains(seen.place()))
                    && (recognition.stopCodes().isEmpty() || recognition.stopCodes().contains(seen.stopCode()))
                    && (recognition.launchTypes().isEmpty()
                            || seen.launchType() != null && recognition.launchTypes().contains(seen.launchType()))
                    && (recognition.exits().isEmpty() || holdsExit(seen));
        }

        private boolean holdsExit(Observation seen) {
            if (seen.place() != Place.CONTAINER) {
                return false;
            }
            for (ExitRange range : recognition.exits()) {
                if (range.contains(seen.exitCode())) {
                    return true;
                }
            }
            return false;
        }
    }

    EntryIndex(List<Entry> entries) {
        Features features = new Features();
        List<Question> asked = new ArrayList<>();
        for (int position = 0; position < entries.size(); position++) {
            for (Recognition way : entries.get(position).when()) {
                int[] all = way.all().isEmpty()
                        ? ASKS_NOTHING
                        : way.all().stream().mapToInt(features::of).toArray();
                asked.add(new Question(position, way, all, features.ofAny(way.any()), features.ofAny(way.none())));
            }
        }
        questions = asked.toArray(Question[]::new);
        phrases = new PhraseIndex(features.byPhrase);
    }

    /** The position of the first entry that recognises the observation, or {@link #NOWHERE}. */
    int first(Observation seen) {
        BitSet found = phrases.find(seen.text());
        for (Question question : questions) {
            if (question.answered(seen, found)) {
                return question.position;
            }
        }
        return NOWHERE;
    }

    /** Numbers each set of phrases once. */
    private static final class Features {
        private final Map<Set<Phrase>, Integer> bySet = new HashMap<>();
        private final Map<Phrase, Set<Integer>> byPhrase = new LinkedHashMap<>();

        int of(Set<Phrase> phrases) {
            return bySet.computeIfAbsent(phrases, set -> {
                int number = bySet.size();
                set.forEach(phrase -> byPhrase.computeIfAbsent(phrase, key -> new LinkedHashSet<>())
                        .add(number));
                return number;
            });
        }

        int ofAny(Set<Phrase> phrases) {
            return phrases.isEmpty() ? -1 : of(phrases);
        }
    }
}
