package io.github.ecstaskretry.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/** Columns as wide as they need to be, or as the terminal lets them. */
final class Table {

    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<List<Cell>> rows = new ArrayList<>();

    /** A text and how it looks. */
    record Cell(String text, List<Style> styles) {}

    Table(String... headings) {
        rows.add(Arrays.stream(headings)
                .map(heading -> cell(heading, Style.faint))
                .toList());
    }

    static Cell cell(String text, Style... styles) {
        return new Cell(text, List.of(styles));
    }

    void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    void print(Terminal terminal) {
        lines(terminal).forEach(terminal.out()::println);
    }

    List<String> lines(Terminal terminal) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<Cell> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).text().length());
            }
        }
        if (terminal.width() > 0) {
            narrow(widths, terminal.width());
        }
        return rows.stream()
                .map(row -> line(fitted(row, widths), widths, terminal))
                .toList();
    }

    /** Takes from the widest column until the line fits, but leaves each something to read. */
    private static void narrow(int[] widths, int line) {
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - line;
        while (excess-- > 0) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] > widths[widest] ? column : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private static List<Cell> fitted(List<Cell> row, int[] widths) {
        List<Cell> fitted = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            Cell cell = row.get(column);
            fitted.add(
                    cell.text().length() <= widths[column]
                            ? cell
                            : new Cell(cell.text().substring(0, widths[column] - 1) + "…", cell.styles()));
        }
        return fitted;
    }

    /** The last column is not padded. */
    private static String line(List<Cell> row, int[] widths, Terminal terminal) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            Cell cell = row.get(column);
            line.append(terminal.paint(cell.text(), cell.styles().toArray(Style[]::new)));
            if (column < row.size() - 1) {
                line.append(" ".repeat(widths[column] - cell.text().length())).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
