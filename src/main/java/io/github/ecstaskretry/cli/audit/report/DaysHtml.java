package io.github.ecstaskretry.cli.audit.report;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** How many jobs each day had: a bar a day, and the same as a table. */
final class DaysHtml {

    private static final int HEIGHT = 40;

    private DaysHtml() {}

    /**
     * Days without a job have their place too.
     *
     * @param days jobs by the day of their last stop
     */
    static String write(SortedMap<LocalDate, Integer> days) {
        if (days.isEmpty()) {
            return "<p>No jobs.</p>";
        }
        LocalDate first = days.firstKey();
        LocalDate last = days.lastKey();
        int most = Collections.max(days.values());
        long places = ChronoUnit.DAYS.between(first, last) + 1;
        String bars = days.entrySet().stream()
                .map(day -> bar(ChronoUnit.DAYS.between(first, day.getKey()), day.getKey(), day.getValue(), most))
                .collect(Collectors.joining());
        String rows = days.entrySet().stream()
                .map(day -> "<tr><th scope=\"row\">" + day.getKey() + "</th><td>" + day.getValue() + "</td></tr>")
                .collect(Collectors.joining("\n"));
        return "<div class=\"days\" style=\"max-width:max(18rem," + places + "rem)\">\n<svg viewBox=\"0 0 "
                + places * 10
                + ' ' + HEIGHT + "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"jobs by day, " + first
                + " to " + last + ", at most " + most + " a day\">" + bars + "</svg>\n<p><span>" + first
                + "</span><span>at most " + most + " a day</span><span>" + last
                + "</span></p>\n</div>\n<details><summary>as a table</summary>\n<table>\n<thead><tr><th scope=\"col\">day</th>"
                + "<th scope=\"col\">jobs</th></tr></thead>\n<tbody>\n" + rows + "\n</tbody>\n</table>\n</details>\n";
    }

    private static String bar(long place, LocalDate day, int jobs, int most) {
        double height = Math.max(1, (double) jobs / most * HEIGHT);
        return String.format(
                Locale.ROOT,
                "<rect class=\"day\" x=\"%d\" y=\"%.1f\" width=\"8\" height=\"%.1f\"><title>%s: %d</title></rect>",
                place * 10 + 1,
                HEIGHT - height,
                height,
                day,
                jobs);
    }
}
