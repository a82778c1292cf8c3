package io.github.ecstaskretry.cli.text;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Numbers as bars in a line of text. */
public final class Sparkline {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** One bar a day, the tallest for the highest number, and a blank for a day without any. */
    public static String of(SortedMap<LocalDate, Integer> days, LocalDate first, LocalDate last) {
        int most = days.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return first.datesUntil(last.plusDays(1))
                .map(day -> bar(days.getOrDefault(day, 0), most))
                .collect(Collectors.joining());
    }

    private static String bar(int number, int most) {
        if (number == 0) {
            return " ";
        }
        int height = Math.ceilDiv(number * BARS.length(), most) - 1;
        return BARS.substring(height, height + 1);
    }
}
