package io.github.ecstaskretry.core.classify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Finds all phrases of the catalogue in one pass over a text (A. Aho, M. Corasick: "Efficient string matching: an aid to
 * bibliographic search", 1975). A phrase has features, numbers that stand for it and for the sets it belongs to; what is found is the set of
 * features.
 *
 * <p>ECS cuts texts short, anywhere. A phrase whose last word is cut counts as found when {@value #CUT_LETTERS} letters and
 * two thirds of it are there. One that is cut earlier does not: what is left may mean something else.
 */
final class PhraseIndex {

    private static final int CUT_LETTERS = 10;

    /** Every character that no phrase contains. */
    private static final int OTHER = 0;

    private static final int ASCII = 128;

    private final int[] classOf = new int[ASCII];
    private final int classes;
    /** {@code node * classes + class}: the next node. */
    private final int[] next;
    /** By node: the phrases that end there. */
    private final Hit[][] ends;
    /** By node: the phrases that are cut off there, when the text ends. */
    private final Hit[][] cuts;

    /**
     * @param length how much of the phrase is there
     */
    private record Hit(Phrase phrase, int length, BitSet features) {

        boolean standsIn(String text, int end) {
            int start = end - length;
            if (phrase.whole()) {
                return start == 0 && end == text.length();
            }
            return (phrase.openStart() || wordEdge(text, start)) && (phrase.openEnd() || wordEdge(text, end));
        }

        /** True unless the position lies between two letters of one word. */
        private static boolean wordEdge(String text, int at) {
            return at == 0
                    || at == text.length()
                    || !Wording.isWord(text.charAt(at - 1))
                    || !Wording.isWord(text.charAt(at));
        }
    }

    /**
     * @param features the features of each phrase
     */
    PhraseIndex(Map<Phrase, BitSet> features) {
        int used = OTHER + 1;
        for (Phrase phrase : features.keySet()) {
            for (char letter : phrase.text().toCharArray()) {
                if (letter < ASCII && classOf[letter] == OTHER) {
                    classOf[letter] = used++;
                }
            }
        }
        classes = used;
        Trie trie = new Trie();
        features.forEach(trie::add);
        next = trie.automaton();
        ends = trie.ends.stream().map(hits -> hits.toArray(Hit[]::new)).toArray(Hit[][]::new);
        cuts = trie.cuts.stream().map(hits -> hits.toArray(Hit[]::new)).toArray(Hit[][]::new);
    }

    /** The features of all phrases in a text in normal form. */
    BitSet find(String text) {
        BitSet found = new BitSet();
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            node = next[node * classes + (letter < ASCII ? classOf[letter] : OTHER)];
            collect(ends[node], text, i + 1, found);
        }
        collect(cuts[node], text, text.length(), found);
        return found;
    }

    private static void collect(Hit[] hits, String text, int end, BitSet found) {
        for (Hit hit : hits) {
            if (hit.standsIn(text, end)) {
                found.or(hit.features);
            }
        }
    }

    /** The phrases as a tree of letters, and from it the automaton. */
    private final class Trie {
        private final List<int[]> children = new ArrayList<>();
        private final List<List<Hit>> ends = new ArrayList<>();
        private final List<List<Hit>> cuts = new ArrayList<>();

        Trie() {
            addNode();
        }

        private int addNode() {
            children.add(new int[classes]);
            ends.add(new ArrayList<>());
            cuts.add(new ArrayList<>());
            return children.size() - 1;
        }

        void add(Phrase phrase, BitSet features) {
            int node = 0;
            int length = phrase.text().length();
            for (int depth = 1; depth <= length; depth++) {
                int letter = classOf[phrase.text().charAt(depth - 1)];
                if (children.get(node)[letter] == 0) {
                    int added = addNode();
                    children.get(node)[letter] = added;
                }
                node = children.get(node)[letter];
                if (depth == length) {
                    ends.get(node).add(new Hit(phrase, depth, features));
                } else if (countsWhenCutAt(depth, phrase)) {
                    cuts.get(node).add(new Hit(phrase, depth, features));
                }
            }
        }

        private static boolean countsWhenCutAt(int depth, Phrase phrase) {
            String text = phrase.text();
            boolean insideLastWord = Wording.isWord(text.charAt(depth - 1)) && text.indexOf(' ', depth) < 0;
            return insideLastWord && !phrase.whole() && depth >= CUT_LETTERS && depth * 3 >= text.length() * 2;
        }

        /** Breadth first: a node's failure node lies nearer to the root and is complete when the node is reached. */
        int[] automaton() {
            int[] failure = new int[children.size()];
            ArrayDeque<Integer> queue = new ArrayDeque<>();
            queue.add(0);
            while (!queue.isEmpty()) {
                int node = queue.remove();
                int[] row = children.get(node);
                for (int letter = 0; letter < classes; letter++) {
                    int elsewhere = node == 0 ? 0 : children.get(failure[node])[letter];
                    if (row[letter] == 0) {
                        row[letter] = elsewhere;
                    } else {
                        int child = row[letter];
                        failure[child] = elsewhere;
                        ends.get(child).addAll(ends.get(elsewhere));
                        cuts.get(child).addAll(cuts.get(elsewhere));
                        queue.add(child);
                    }
                }
            }
            int[] table = new int[children.size() * classes];
            for (int node = 0; node < children.size(); node++) {
                System.arraycopy(children.get(node), 0, table, node * classes, classes);
            }
            return table;
        }
    }
}
