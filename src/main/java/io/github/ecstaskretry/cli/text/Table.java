package io.github.ecstaskretry.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * A table that fits the terminal. If the terminal is too narrow, cells use their shorter text, then the widest columns are cut with
 * an ellipsis, but columns are left out before any becomes unreadable. picocli's {@code TextTable} can only wrap and truncate.
 */
public final class Table {

    private static final String GAP = "  ";

    /** No column is cut to fewer characters, unless the table says otherwise. */
    private static final int READABLE = 8;

    private final List<String> headings;
    private final Map<String, Integer> least = new HashMap<>();
    private final Set<String> numbers = new HashSet<>();
    private final List<String> expendable = new ArrayList<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private boolean prose;
    private @Nullable String needed;

    /** A text, a shorter form of it, and its style. */
    public record Cell(String text, String shorter, List<Style> styles) {

        private String text(boolean brief) {
            return brief ? shorter : text;
        }

        private String painted(String part, Terminal terminal) {
            return terminal.paint(part, styles.toArray(Style[]::new));
        }
    }

    public Table(String... headings) {
        this.headings = List.of(headings);
        row(Arrays.stream(headings).map(heading -> cell(heading, Style.faint)).toArray(Cell[]::new));
    }

    /** A cell. Characters of the text that would control the terminal are replaced. */
    public static Cell cell(String text, Style... styles) {
        String printable = Text.printable(text);
        return new Cell(printable, printable, List.of(styles));
    }

    /** A cell with a shorter form. */
    public static Cell shortened(String text, String shorter) {
        return new Cell(Text.printable(text), Text.printable(shorter), List.of());
    }

    /** Never cuts these columns, because a part of their text is useless. */
    public Table whole(String... columns) {
        return atLeast(Integer.MAX_VALUE, columns);
    }

    /** Does not cut these columns to fewer characters. */
    public Table atLeast(int characters, String... columns) {
        List.of(columns).forEach(column -> least.put(column, characters));
        return this;
    }

    /** Aligns these columns to the right. */
    public Table numbers(String... columns) {
        numbers.addAll(List.of(columns));
        return this;
    }

    /** Never shows this column. */
    public Table without(String column) {
        hidden.add(column);
        return this;
    }

    /** Leaves out these columns first, in this order, and then the others from the right. */
    public Table leavingOut(String... columns) {
        expendable.addAll(List.of(columns));
        return this;
    }

    /** Continues the text of the last column on the next line instead of cutting it. */
    public Table endingInProse() {
        prose = true;
        return this;
    }

    /** If this column does not fit, gives the first column a line of its own and puts the others below it. */
    public Table neverWithout(String column) {
        needed = column;
        return this;
    }

    public void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    public void print(Terminal terminal) {
        lines(terminal).forEach(terminal.out()::println);
    }

    public List<String> lines(Terminal terminal) {
        int line = terminal.width() <= 0 ? Integer.MAX_VALUE : terminal.width();
        List<Integer> shown = shown(line);
        if (needed != null && !shown.contains(headings.indexOf(needed))) {
            return onTwoLines(terminal);
        }
        boolean brief = total(shown.stream().mapToInt(column -> width(column, false))) > line;
        int[] widths = shown.stream().mapToInt(column -> width(column, brief)).toArray();
        cut(shown, widths, line);
        return rows.stream()
                .flatMap(row -> lines(row, shown, widths, brief, terminal).stream())
                .toList();
    }

    private List<String> onTwoLines(Terminal terminal) {
        Table rest = new Table(headings.stream().skip(1).toArray(String[]::new));
        rest.least.putAll(least);
        rest.numbers.addAll(numbers);
        rest.hidden.addAll(hidden);
        expendable.stream().filter(rest.headings::contains).forEach(rest.expendable::add);
        rows.stream().skip(1).forEach(row -> rest.rows.add(row.subList(1, row.size())));
        List<String> below = rest.lines(terminal.narrower(GAP.length()));
        return IntStream.range(0, rows.size())
                .boxed()
                .flatMap(row -> {
                    Cell first = rows.get(row).getFirst();
                    return List.of(first.painted(first.text(), terminal), GAP + below.get(row)).stream();
                })
                .toList();
    }

    /** The columns that fit into the line, at least one. */
    private List<Integer> shown(int line) {
        List<Integer> shown = new ArrayList<>(IntStream.range(0, headings.size())
                .filter(column -> !hidden.contains(headings.get(column)))
                .boxed()
                .toList());
        List<Integer> order =
                new ArrayList<>(expendable.stream().map(headings::indexOf).toList());
        shown.reversed().stream().filter(column -> !order.contains(column)).forEach(order::add);
        for (Integer column : order) {
            if (shown.size() == 1 || total(shown.stream().mapToInt(this::least)) <= line) {
                break;
            }
            shown.removeIf(column::equals);
        }
        return shown;
    }

    /** Takes characters from the widest columns that are wider than their minimum. */
    private void cut(List<Integer> shown, int[] widths, int line) {
        for (int excess = total(IntStream.of(widths)) - line; excess > 0; excess--) {
            IntStream.range(0, widths.length)
                    .filter(place -> widths[place] > least(shown.get(place)))
                    .reduce((one, other) -> widths[other] > widths[one] ? other : one)
                    .ifPresent(widest -> widths[widest]--);
        }
    }

    private int width(int column, boolean brief) {
        return rows.stream()
                .mapToInt(row -> Text.width(row.get(column).text(brief)))
                .max()
                .orElse(0);
    }

    private int least(int column) {
        return Math.min(width(column, true), least.getOrDefault(headings.get(column), READABLE));
    }

    private static int total(IntStream widths) {
        return widths.map(width -> width + GAP.length()).sum() - GAP.length();
    }

    private List<String> lines(List<Cell> row, List<Integer> shown, int[] widths, boolean brief, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (int place = 0; place < widths.length; place++) {
            Cell cell = row.get(shown.get(place));
            int width = widths[place];
            String text = cell.text(brief);
            if (prose && shown.get(place) == headings.size() - 1) {
                String indent = " ".repeat(total(IntStream.of(widths)) - width);
                List<String> wrapped = Text.wrap(text, width, 0);
                wrapped.stream().skip(1).forEach(next -> lines.add(indent + Text.cut(next, width)));
                text = wrapped.getFirst();
            }
            String fitted = Text.cut(text, width);
            String blanks = " ".repeat(width - Text.width(fitted));
            boolean right = numbers.contains(headings.get(shown.get(place)));
            String painted = cell.painted(fitted, terminal);
            line.append(right ? blanks + painted : painted + blanks).append(GAP);
        }
        lines.addFirst(line.toString().stripTrailing());
        return lines;
    }
}
