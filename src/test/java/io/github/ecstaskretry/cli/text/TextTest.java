package io.github.ecstaskretry.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi.Style;

class TextTest {

    @Test
    void countsWidthInTerminalColumns() {
        assertThat(Text.width("etl")).isEqualTo(3);
        assertThat(Text.width("▁█…")).isEqualTo(3);
        assertThat(Text.width("e\u0301")).isEqualTo(1);
        assertThat(Text.width("夜間")).isEqualTo(4);
        assertThat(Text.width(Style.on(Style.bold) + "etl" + Style.reset.on())).isEqualTo(3);
    }

    @Test
    void endsACutTextWithAnEllipsis() {
        assertThat(Text.cut("nightly", 7)).isEqualTo("nightly");
        assertThat(Text.cut("nightly", 6)).isEqualTo("night…");
        assertThat(Text.cut("夜間バッチ", 4)).isEqualTo("夜…");
    }

    @Test
    void showsControlCharactersAsSymbols() {
        assertThat(Text.printable("\u001B[2J\u0007gone\u007F")).isEqualTo("␛[2J␇gone␡");
        assertThat(Text.printable("one\ntwo\r\n\tthree\u2028four")).isEqualTo("one two   three four");
        assertThat(Text.printable("\u009B31m \u202Eevil")).isEqualTo("\uFFFD31m \uFFFDevil");
        assertThat(Text.printable("夜間バッチ, café, 🎉")).isEqualTo("夜間バッチ, café, 🎉");
    }

    @Test
    void keepsTheLinesOfAMessage() {
        assertThat(Text.printableLines("one\u001B[2J\n  two\u202E")).isEqualTo("one␛[2J\n  two\uFFFD");
    }

    @Property
    void removesEveryCharacterThatControlsATerminal(@ForAll String text) {
        String printable = Text.printable(text);

        assertThat(printable.codePoints()).noneMatch(Character::isISOControl);
        assertThat(Text.printable(printable)).isEqualTo(printable);
    }

    @Test
    void breaksLinesAtBlanksAndIndentsTheRest() {
        assertThat(Text.wrap("the launch failed, and nobody knows why", 20, 2))
                .containsExactly("the launch failed,", "  and nobody knows", "  why");
        assertThat(Text.wrap("as long as it is", 0, 2)).containsExactly("as long as it is");
    }

    @Test
    void keepsALinkWholeAndBesideItsName() {
        assertThat(Text.wrap("logs  https://console.example/logs here", 12, 2))
                .containsExactly("logs  https://console.example/logs", "  here");
    }

    @Property(tries = 300)
    void keepsEveryLineWithinTheWidthAndLosesNoWord(
            @ForAll List<@AlphaChars @StringLength(min = 1, max = 10) String> words,
            @ForAll @IntRange(min = 12, max = 40) int width) {
        String text = String.join(" ", words);

        List<String> lines = Text.wrap(text, width, 2);

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        assertThat(String.join(" ", lines.stream().map(String::strip).toList())).isEqualTo(text);
    }
}
