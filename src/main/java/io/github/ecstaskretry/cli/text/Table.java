package io.github.ecstaskretry.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Columns as wide as they need to be, or as the terminal lets them: where it is too narrow, cells say what they have to say
 * shorter, then the widest are cut, but never to less than can be read: columns are left out before that.
 */
public final class Table {

    /** Before what stands under the first column. */
    private static final String INDENT = "  ";

    private static final String GAP = " ".repeat(TableLayout.GAP);

    private final List<String> headings;
    private final Map<String, Integer> least = new HashMap<>();
    private final Set<String> numbers = new HashSet<>();
    private final List<String> expendable = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();
    private boolean prose;
    private @Nullable String needed;

    /**
     * A text and how it looks.
     *
     * @param shorter the same in fewer words
     */
    public record Cell(String text, String shorter, List<Style> styles) {

        private String text(boolean inShort) {
            return inShort ? shorter : text;
        }
    }

    public Table(String... headings) {
        this.headings = List.of(headings);
        rows.add(Arrays.stream(headings)
                .map(heading -> cell(heading, Style.faint))
                .toList());
    }

    /** A cell; its text may come from outside. */
    public static Cell cell(String text, Style... styles) {
        String printable = Text.printable(text);
        return new Cell(printable, printable, List.of(styles));
    }

    /** A cell that can be said shorter. */
    public static Cell shortened(String text, String shorter) {
        return new Cell(Text.printable(text), Text.printable(shorter), List.of());
    }

    /** Columns that are never cut, as half of what they hold is of no use. */
    public Table whole(String... columns) {
        return atLeast(Integer.MAX_VALUE, columns);
    }

    /** Columns that are not cut to less than so many characters. */
    public Table atLeast(int characters, String... columns) {
        List.of(columns).forEach(column -> least.put(column, characters));
        return this;
    }

    /** Columns of numbers, which end at the same place. */
    public Table numbers(String... columns) {
        numbers.addAll(List.of(columns));
        return this;
    }

    /** Columns to leave out where the line is too narrow, the first first; when they are not enough, the rest from the right. */
    public Table leavingOut(String... columns) {
        expendable.addAll(List.of(columns));
        return this;
    }

    /** The last column holds sentences, which go on in the next line instead of being cut. */
    public Table endingInProse() {
        prose = true;
        return this;
    }

    /** Where there is no room for this column, the first one has a line of its own and the others stand below it. */
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
        TableLayout layout = TableLayout.of(columns(), leavingOutFirst(), terminal.width());
        if (needed != null && !layout.shown().contains(headings.indexOf(needed))) {
            return onTwoLines(terminal);
        }
        return rows.stream()
                .flatMap(row -> line(row, layout, terminal).stream())
                .toList();
    }

    private List<String> onTwoLines(Terminal terminal) {
        List<String> below = withoutTheFirst().lines(terminal.narrower(INDENT.length()));
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Cell first = rows.get(row).getFirst();
            lines.add(terminal.paint(first.text(), first.styles().toArray(Style[]::new)));
            lines.add(INDENT + below.get(row));
        }
        return lines;
    }

    private Table withoutTheFirst() {
        Table rest = new Table(headings.stream().skip(1).toArray(String[]::new));
        rest.least.putAll(least);
        rest.numbers.addAll(numbers);
        expendable.stream().filter(rest.headings::contains).forEach(rest.expendable::add);
        rows.stream().skip(1).forEach(row -> rest.rows.add(row.subList(1, row.size())));
        return rest;
    }

    private List<TableLayout.Column> columns() {
        List<TableLayout.Column> columns = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            columns.add(new TableLayout.Column(
                    width(column, false),
                    width(column, true),
                    least.getOrDefault(headings.get(column), TableLayout.READABLE)));
        }
        return columns;
    }

    private int width(int column, boolean inShort) {
        return rows.stream()
                .mapToInt(row -> Text.width(row.get(column).text(inShort)))
                .max()
                .orElse(0);
    }

    private List<Integer> leavingOutFirst() {
        List<Integer> order =
                new ArrayList<>(expendable.stream().map(headings::indexOf).toList());
        for (int column = headings.size() - 1; column >= 0; column--) {
            if (!order.contains(column)) {
                order.add(column);
            }
        }
        return order;
    }

    private List<String> line(List<Cell> row, TableLayout layout, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        List<String> further = List.of();
        for (int column : layout.shown()) {
            Cell cell = row.get(column);
            int width = layout.width(column);
            String text = cell.text(layout.inShort());
            if (prose && column == headings.size() - 1) {
                List<String> sentences = Text.wrap(text, width, 0);
                further = sentences.subList(1, sentences.size());
                text = sentences.getFirst();
            }
            String fitted = Text.cut(text, width);
            String painted = terminal.paint(fitted, cell.styles().toArray(Style[]::new));
            String blanks = " ".repeat(width - Text.width(fitted));
            line.append(numbers.contains(headings.get(column)) ? blanks + painted : painted + blanks)
                    .append(GAP);
        }
        List<String> lines = new ArrayList<>(List.of(line.toString().stripTrailing()));
        String indent = " ".repeat(layout.indentOfLast());
        further.forEach(sentence -> lines.add(indent + Text.cut(sentence, layout.width(headings.size() - 1))));
        return lines;
    }
}
