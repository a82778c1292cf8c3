package io.github.ecstaskretry.cli.man;

import io.github.ecstaskretry.cli.man.ManPage.Block;
import io.github.ecstaskretry.cli.man.ManPage.Section;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import picocli.CommandLine.Help.Ansi.Style;

/** A manual on the terminal. */
public final class ManPageText {

    private static final int INDENT = 4;

    /** Where the meaning of a word begins. */
    private static final int MEANING = 16;

    /** man(1) takes 80 where it cannot know. */
    private static final int USUAL = 80;

    private static final int WIDEST = 110;

    private final Terminal terminal;
    private final StringBuilder page = new StringBuilder();

    private ManPageText(Terminal terminal) {
        this.terminal = terminal;
    }

    public static String write(ManPage page, Terminal terminal) {
        ManPageText text = new ManPageText(terminal);
        page.sections().forEach(text::section);
        return text.page.toString().stripLeading();
    }

    private void section(Section section) {
        page.append(System.lineSeparator());
        lines("", 0, bold(section.heading()));
        Block before = new Block.Line("");
        for (Block block : section.blocks()) {
            if (block instanceof Block.Heading || before instanceof Block.Paragraph) {
                page.append(System.lineSeparator());
            }
            block(block);
            before = block;
        }
    }

    private void block(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> lines("", INDENT, paragraph.text());
            case Block.Item item -> item(item);
            case Block.Heading heading -> lines("", INDENT / 2, bold(heading.text()));
            case Block.Line line ->
                page.append(" ".repeat(INDENT)).append(line.text()).append(System.lineSeparator());
        }
    }

    /** What a word means stands beside it where it is short, else below. */
    private void item(Block.Item item) {
        String term = " ".repeat(INDENT) + bold(item.term());
        int blanks = MEANING - Text.width(term);
        if (blanks >= 2) {
            lines(term + " ".repeat(blanks), MEANING, item.text());
        } else {
            page.append(term).append(System.lineSeparator());
            lines("", MEANING, item.text());
        }
    }

    /** A text with a column of blanks on its left, but for what stands before its first line. */
    private void lines(String before, int indent, String text) {
        String left = before.isEmpty() ? " ".repeat(indent) : before;
        for (String line : Text.wrap(text, width() - indent, 0)) {
            page.append(left).append(line).append(System.lineSeparator());
            left = " ".repeat(indent);
        }
    }

    private int width() {
        return terminal.width() == 0 ? USUAL : Math.min(terminal.width(), WIDEST);
    }

    private String bold(String text) {
        return terminal.paint(text, Style.bold);
    }
}
