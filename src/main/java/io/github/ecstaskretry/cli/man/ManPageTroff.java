package io.github.ecstaskretry.cli.man;

import io.github.ecstaskretry.cli.man.ManPage.Block;
import io.github.ecstaskretry.cli.man.ManPage.Section;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A manual in the language of man(7), for {@code man -l -} and for packages. */
public final class ManPageTroff {

    private ManPageTroff() {}

    public static String write(ManPage page, String version) {
        return ".TH " + argument(page.name().toUpperCase(Locale.ROOT)) + " 1 \"\" " + argument(version)
                + " \"User Commands\"\n"
                + page.sections().stream().map(ManPageTroff::section).collect(Collectors.joining());
    }

    private static String section(Section section) {
        List<Block> blocks = section.blocks();
        String body = blocks.stream().map(ManPageTroff::block).collect(Collectors.joining());
        return ".SH " + argument(section.heading()) + "\n" + body;
    }

    private static String block(Block block) {
        return switch (block) {
            case Block.Paragraph paragraph -> ".PP\n" + text(paragraph.text()) + "\n";
            case Block.Item item -> ".TP\n\\fB" + text(item.term()) + "\\fR\n" + text(item.text()) + "\n";
            case Block.Heading heading -> ".SS " + argument(heading.text()) + "\n";
            case Block.Line line -> ".EX\n" + text(line.text()) + "\n.EE\n";
        };
    }

    private static String argument(String text) {
        return '"' + text(text).replace("\"", "\\(dq") + '"';
    }

    /** A hyphen is one that can be copied, and nothing at the beginning of a line is a request (groff_man_style(7)). */
    private static String text(String text) {
        String safe = text.codePoints().mapToObj(ManPageTroff::character).collect(Collectors.joining());
        return safe.startsWith(".") ? "\\&" + safe : safe;
    }

    private static String character(int character) {
        return switch (character) {
            case '\\' -> "\\(rs";
            case '-' -> "\\-";
            case '\'' -> "\\(aq";
            default ->
                character < 128 ? Character.toString(character) : String.format(Locale.ROOT, "\\[u%04X]", character);
        };
    }
}
