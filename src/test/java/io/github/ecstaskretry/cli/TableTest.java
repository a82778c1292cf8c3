package io.github.ecstaskretry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
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
    void columnsAreAsWideAsTheyNeedToBe() {
        assertThat(table().lines(wide(0)))
                .containsExactly("NAME  WHAT HAPPENED", "one   a long story that has no end in sight");
    }

    @Test
    void theWidestColumnGivesWayWhereTheTerminalIsNarrow() {
        assertThat(table().lines(wide(20)))
                .containsExactly("NAME  WHAT HAPPENED", "one   a long story …")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(20));
    }

    @Test
    void somethingToReadIsLeftHoweverNarrowItIs() {
        assertThat(table().lines(wide(5)).getLast()).isEqualTo("one   a long …");
    }

    @Test
    void aSparklineHasABarADay() {
        LocalDate first = LocalDate.of(2026, 3, 14);
        Map<LocalDate, Integer> days = Map.of(first, 1, first.plusDays(2), 8, first.plusDays(3), 4);

        assertThat(Sparkline.of(new TreeMap<>(days), first, first.plusDays(4))).isEqualTo("▁ █▄ ");
    }
}
