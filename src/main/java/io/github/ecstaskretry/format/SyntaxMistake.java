package io.github.ecstaskretry.format;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Why a text is not YAML, with the fix for common mistakes. The parser's message names the token that it met, not the mistake that the
 * author made.
 *
 * @param line from 0
 * @param column from 0
 * @param advice what is wrong and what to do
 */
record SyntaxMistake(int line, int column, String advice) {

    private static final Pattern JSON_COMMENT = Pattern.compile("(?:^|[,{\\[])\\s*(//|/\\*)");
    private static final Pattern STAR = Pattern.compile("(?:^|[-:,\\[{])\\s*(\\*[^\\s,\\]}]*)");
    private static final Pattern RESERVED = Pattern.compile("found character '([@`%])'.*");
    private static final Pattern TWO_COLONS = Pattern.compile("[^:#'\"]+:\\s+[^'\"\\[{][^#]*:\\s.*");
    private static final Pattern NO_SPACE = Pattern.compile("\\s*(?:- )?[A-Za-z]+:[^\\s:].*");

    static SyntaxMistake of(String text, MarkedYamlEngineException exception) {
        List<String> lines = text.lines().toList();
        Mark mark = exception.getProblemMark().orElse(null);
        int line = mark == null ? 0 : mark.getLine();
        int column = mark == null ? 0 : mark.getColumn();
        String problem = exception.getProblem();
        return comment(lines, line)
                .or(() -> star(lines, line, column))
                .orElseGet(() -> new SyntaxMistake(line, column, advice(lines, line, problem, exception)));
    }

    /** What to do about a value that YAML reads as an alias. */
    static String unquotedStar(String text, Optional<Mark> mark) {
        String line =
                mark.flatMap(at -> text.lines().skip(at.getLine()).findFirst()).orElse("");
        String rest =
                line.substring(Math.min(line.length(), mark.map(Mark::getColumn).orElse(0)));
        Matcher matcher = STAR.matcher(rest);
        return quoteIt(matcher.lookingAt() ? matcher.group(1) : "*");
    }

    private static String quoteIt(String value) {
        return "a value that begins with * must be in quotes: \"" + value + "\"";
    }

    private static Optional<SyntaxMistake> comment(List<String> lines, int last) {
        for (int line = 0; line <= last && line < lines.size(); line++) {
            Matcher matcher = JSON_COMMENT.matcher(lines.get(line));
            if (matcher.find()) {
                return Optional.of(new SyntaxMistake(
                        line,
                        matcher.start(1),
                        "JSON has no comments; remove this one, or write the file as YAML, where # begins a comment"));
            }
        }
        return Optional.empty();
    }

    private static Optional<SyntaxMistake> star(List<String> lines, int line, int column) {
        Matcher matcher = STAR.matcher(at(lines, line));
        while (matcher.find()) {
            if (matcher.start(1) <= column && column <= matcher.end(1)) {
                return Optional.of(new SyntaxMistake(line, matcher.start(1), quoteIt(matcher.group(1))));
            }
        }
        return Optional.empty();
    }

    private static String advice(List<String> lines, int line, String problem, MarkedYamlEngineException exception) {
        Matcher reserved = RESERVED.matcher(problem);
        if (problem.contains("\\t")) {
            return "a tab cannot indent a line; use spaces";
        }
        if (reserved.lookingAt()) {
            return "a value that begins with " + reserved.group(1) + " must be in quotes";
        }
        if (problem.startsWith("expected ','")) {
            return "a comma is missing here, or the bracket opened in line " + opened(exception, line)
                    + " is not closed";
        }
        if (problem.contains("unexpected end of stream")) {
            return "the quote opened in line " + opened(exception, line) + " is not closed";
        }
        if (problem.contains("not allowed here") || problem.contains("<block end>")) {
            String indentation = indentation(lines, line);
            if (indentation != null) {
                return indentation;
            }
            if (TWO_COLONS.matcher(at(lines, line)).matches()) {
                return "a value that contains ': ' must be in quotes";
            }
            if (line > 0 && NO_SPACE.matcher(at(lines, line - 1)).matches()) {
                return "the line above needs a space after its colon";
            }
            String beside = besideDash(lines, line);
            if (beside != null) {
                return beside;
            }
        }
        return "not valid YAML or JSON: " + problem;
    }

    private static int opened(MarkedYamlEngineException exception, int line) {
        return exception.getContextMark().map(Mark::getLine).orElse(line) + 1;
    }

    /** Null if the line begins where one of the levels above it does. */
    private static @Nullable String indentation(List<String> lines, int line) {
        TreeSet<Integer> levels = new TreeSet<>();
        for (String above : lines.subList(0, Math.min(line, lines.size()))) {
            String content = above.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            int begin = spaces(above);
            levels.tailSet(begin, false).clear();
            levels.add(begin);
            if (content.startsWith("- ")) {
                levels.add(begin + 1 + spaces(above.substring(begin + 1)));
            }
        }
        int begin = spaces(at(lines, line));
        if (levels.isEmpty() || levels.contains(begin)) {
            return null;
        }
        return "wrong indentation: the line begins with " + begin + " spaces, and the levels above it with "
                + levels.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Null unless one of two lines that begin at the same column is an entry of a list, and the other is a key. */
    private static @Nullable String besideDash(List<String> lines, int line) {
        int begin = spaces(at(lines, line));
        boolean entry = isEntry(at(lines, line));
        for (int above = line - 1; above >= 0; above--) {
            String earlier = at(lines, above);
            if (earlier.isBlank() || spaces(earlier) > begin) {
                continue;
            }
            if (spaces(earlier) < begin || isEntry(earlier) == entry) {
                return null;
            }
            return entry
                    ? "an entry of a list cannot follow the key in line " + (above + 1)
                            + ": indent it deeper than the key of its list"
                    : "a key of the list entry in line " + (above + 1)
                            + " must begin below the first key, not below its '-'";
        }
        return null;
    }

    private static boolean isEntry(String line) {
        return line.strip().startsWith("- ");
    }

    private static int spaces(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "";
    }
}
