package io.github.ecstaskretry.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ecstaskretry.cli.doctor.CheckResult.Health;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/runbooks.md}. Every finding that a test of a check produces must be on it. */
public final class Runbooks {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Map<String, Map<String, List<String>>> CHAPTERS = read();

    private Runbooks() {}

    private static Map<String, Map<String, List<String>>> read() {
        Map<String, Map<String, List<String>>> chapters = new LinkedHashMap<>();
        Map<String, List<String>> chapter = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                chapter = new LinkedHashMap<>();
                chapters.put(line.substring(3), chapter);
                section = new ArrayList<>();
            } else if (line.startsWith("### ")) {
                section = new ArrayList<>();
                for (String title : line.substring(4).split(", ", -1)) {
                    chapter.put(title, section);
                }
            } else {
                section.add(line);
            }
        }
        return chapters;
    }

    /** The lines of the page. */
    public static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("docs/runbooks.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The titles of the sections of a chapter. */
    public static List<String> titles(String chapter) {
        return List.copyOf(CHAPTERS.get(chapter).keySet());
    }

    /** The text of a section. */
    public static String section(String chapter, String title) {
        return String.join("\n", CHAPTERS.get(chapter).get(title));
    }

    /** Checks that the page has each finding in its part's table; … stands for any text. */
    static void explain(List<CheckResult> findings) {
        findings.stream()
                .filter(finding -> finding.verdict() == Health.BROKEN || finding.verdict() == Health.WARNING)
                .forEach(finding -> assertThat(known(finding.part()))
                        .as("docs/runbooks.md, '%s', must explain: %s", finding.part(), finding.says())
                        .anyMatch(known -> known.matcher(finding.says()).matches()));
    }

    private static List<Pattern> known(String part) {
        return CHAPTERS.get("Findings of doctor").getOrDefault(part, List.of()).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> CODE.matcher(line.substring(0, line.indexOf("` | ") + 1))
                        .results())
                .map(code -> Stream.of(code.group(1).split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .map(regex -> Pattern.compile(regex, Pattern.DOTALL))
                .toList();
    }
}
