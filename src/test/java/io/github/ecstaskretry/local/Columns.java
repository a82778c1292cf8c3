package io.github.ecstaskretry.local;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lines of texts under each other. */
final class Columns {

    private static final String GAP = "  ";

    private final List<List<String>> lines = new ArrayList<>();

    /** The first line is the heading; every line has as many texts. */
    Columns add(String... texts) {
        lines.add(List.of(texts));
        return this;
    }

    @Override
    public String toString() {
        int columns = lines.getFirst().size();
        List<Integer> widths = IntStream.range(0, columns)
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        List<List<String>> all = new ArrayList<>(lines);
        all.add(1, widths.stream().map("-"::repeat).toList());
        return all.stream()
                .map(line -> IntStream.range(0, columns)
                        .mapToObj(column -> padded(line.get(column), widths.get(column)))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
