package io.github.ecstaskretry.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TableTest {

    private static Table table() {
        Table table = new Table("NAME", "WHAT HAPPENED");
        table.row(Table.cell("one"), Table.cell("a long story that has no end in sight"));
        return table;
    }

    private static Terminal wide(int width) {
        PrintWriter out = new PrintWriter(new StringWriter());
        return new Terminal(InputStream.nullInputStream(), out, out, false, width);
    }

    @Test
    void makesColumnsAsWideAsTheirContent() {
        assertThat(table().lines(wide(0)))
                .containsExactly("NAME  WHAT HAPPENED", "one   a long story that has no end in sight");
    }

    @Test
    void printsACellOnOneLineWithoutControlCharacters() {
        Table table = new Table("WHY");
        table.row(Table.cell("Out\nof \u001B[31mmemory"));

        assertThat(table.lines(wide(0))).containsExactly("WHY", "Out of ␛[31mmemory");
    }

    @Test
    void cutsTheWidestColumnOnANarrowTerminal() {
        assertThat(table().lines(wide(20))).containsExactly("NAME  WHAT HAPPENED", "one   a long story …");
    }

    @Test
    void leavesOutAColumnThatWouldBeTooNarrowToRead() {
        assertThat(table().lines(wide(14)).getLast()).isEqualTo("one   a long …");
        assertThat(table().lines(wide(13)).getLast()).isEqualTo("one");
    }

    @Test
    void neverCutsAWholeColumnAndLeavesOutTheExpendableFirst() {
        Table table = new Table("ID", "WHERE", "WHAT").whole("ID").leavingOut("WHERE");
        table.row(Table.cell("0123456789abcdef"), Table.cell("here"), Table.cell("nothing of note"));

        assertThat(table.lines(wide(34)).getLast()).isEqualTo("0123456789abcdef  here   nothing …");
        assertThat(table.lines(wide(30)).getLast()).isEqualTo("0123456789abcdef  nothing of …");
        assertThat(table.lines(wide(20)).getLast()).isEqualTo("0123456789abcdef");
        assertThat(table.lines(wide(5)).getLast()).isEqualTo("0123456789abcdef");
    }

    @Test
    void leavesOutOtherColumnsBeforeAColumnGetsTooNarrow() {
        Table table = new Table("KEY", "JOBS", "DAYS")
                .atLeast(14, "KEY")
                .whole("JOBS", "DAYS")
                .leavingOut("DAYS");
        table.row(Table.cell("nightly-report-of-all"), Table.cell("120"), Table.cell("12345678"));

        assertThat(table.lines(wide(30)).getLast()).isEqualTo("nightly-repor…  120   12345678");
        assertThat(table.lines(wide(29)).getLast()).isEqualTo("nightly-report-of-all  120");
    }

    @Test
    void usesTheShorterTextBeforeItCutsAColumn() {
        Table table = new Table("WHEN", "WHAT").whole("WHEN");
        table.row(Table.shortened("2026-03-14 12:00:00Z", "03-14 12:00Z"), Table.cell("nothing of note"));

        assertThat(table.lines(wide(37)).getLast()).isEqualTo("2026-03-14 12:00:00Z  nothing of note");
        assertThat(table.lines(wide(36)).getLast()).isEqualTo("03-14 12:00Z  nothing of note");
    }

    @Test
    void alignsNumbersAndTheirHeadingsToTheRight() {
        Table table = new Table("KEY", "JOBS", "LOST").numbers("JOBS", "LOST");
        table.row(Table.cell("etl"), Table.cell("1"), Table.cell("12345"));

        assertThat(table.lines(wide(0))).containsExactly("KEY  JOBS   LOST", "etl     1  12345");
    }

    @Test
    void continuesProseOnTheNextLine() {
        assertThat(table().endingInProse().lines(wide(20)))
                .containsExactly(
                        "NAME  WHAT HAPPENED", "one   a long story", "      that has no", "      end in sight");
    }

    @Property(tries = 500)
    void keepsEveryLineWithinTheTerminalAndTheFirstColumnWhole(
            @ForAll @Size(min = 1, max = 4) List<@Size(value = 6) List<@AlphaChars @StringLength(max = 36) String>> rows,
            @ForAll @IntRange(min = 40, max = 200) int width) {
        Table table = new Table("A", "B", "C", "D", "E", "F")
                .whole("A", "D")
                .leavingOut("C", "D")
                .endingInProse();
        rows.forEach(row -> table.row(row.stream().map(Table::cell).toArray(Table.Cell[]::new)));

        List<String> lines = table.lines(wide(width));

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith(row.getFirst())));
    }
}
