package io.github.ecstaskretry.cli.text;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * Which columns of a table are shown and how wide, so that its lines fit.
 *
 * @param widths of the columns that are shown, by their place in the table
 * @param inShort whether cells say it shorter
 */
record TableLayout(SortedMap<Integer, Integer> widths, boolean inShort) {

    /** Blanks between columns. */
    static final int GAP = 2;

    /** What is cut to less than this cannot be read, where nothing else is said. */
    static final int READABLE = 8;

    /**
     * What a column would like.
     *
     * @param natural its width
     * @param shorter its width where cells say it shorter
     * @param readable what it must not be cut below
     */
    record Column(int natural, int shorter, int readable) {

        private int least() {
            return Math.min(shorter, readable);
        }
    }

    /**
     * Fits columns into a line.
     *
     * @param leavingOut the columns' places, the most expendable first; the last of them is shown in any case
     * @param line how wide a line may be; 0: as wide as it needs to be
     */
    static TableLayout of(List<Column> columns, List<Integer> leavingOut, int line) {
        Set<Integer> shown = new TreeSet<>(leavingOut);
        for (int place : leavingOut) {
            if (line <= 0 || shown.size() == 1 || total(widths(shown, columns, Column::least)) <= line) {
                break;
            }
            shown.remove(place);
        }
        SortedMap<Integer, Integer> natural = widths(shown, columns, Column::natural);
        if (line <= 0 || total(natural) <= line) {
            return new TableLayout(natural, false);
        }
        SortedMap<Integer, Integer> shorter = widths(shown, columns, Column::shorter);
        cut(shorter, columns, total(shorter) - line);
        return new TableLayout(shorter, true);
    }

    /** The places of the columns that are shown. */
    Set<Integer> shown() {
        return widths.keySet();
    }

    int width(int place) {
        return Objects.requireNonNull(widths.get(place));
    }

    /** Where the last column begins. */
    int indentOfLast() {
        return total(widths) - width(widths.lastKey());
    }

    private static SortedMap<Integer, Integer> widths(
            Set<Integer> places, List<Column> columns, ToIntFunction<Column> width) {
        SortedMap<Integer, Integer> widths = new TreeMap<>();
        places.forEach(place -> widths.put(place, width.applyAsInt(columns.get(place))));
        return widths;
    }

    /** Takes from the widest of the columns that can give something. */
    private static void cut(SortedMap<Integer, Integer> widths, List<Column> columns, int excess) {
        for (int taken = 0; taken < excess; taken++) {
            widths.entrySet().stream()
                    .filter(column ->
                            column.getValue() > columns.get(column.getKey()).least())
                    .max(Map.Entry.comparingByValue())
                    .ifPresent(widest -> widths.put(widest.getKey(), widest.getValue() - 1));
        }
    }

    private static int total(SortedMap<Integer, Integer> widths) {
        return widths.values().stream().mapToInt(Integer::intValue).sum() + GAP * (widths.size() - 1);
    }
}
