package io.github.ecstaskretry.cli.commands;

import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** picocli's completion script, which knows of no words with a comma between them: with what completes the last of these. */
final class CompletionScript {

    /** Beside picocli's {@code compReplyArray}, which takes the same arguments. The words have nothing to quote. */
    private static final String LIST = """

            # The same for several words with commas between: completes the last of them.
            function compReplyList() {
              local curr_word=${COMP_WORDS[COMP_CWORD]}
              local before=""
              if [[ "$curr_word" == *,* ]]; then before="${curr_word%,*},"; fi
              local IFS=$'\\n'
              compgen -P "$before" -W "$*" -- "${curr_word##*,}"
            }
            """;

    private CompletionScript() {}

    static String of(CommandLine root) {
        String script = AutoComplete.bash("ecs-retry", root);
        for (String words : lists(root.getCommandSpec()).distinct().toList()) {
            script = script.replace("compReplyArray \"${" + words, "compReplyList \"${" + words);
        }
        return script + LIST;
    }

    /** The arrays of words of options that take several, as picocli calls them. */
    private static Stream<String> lists(CommandSpec command) {
        return Stream.concat(
                command.options().stream()
                        .filter(option -> !option.splitRegex().isEmpty())
                        .map(CompletionScript::words),
                command.subcommands().values().stream()
                        .map(CommandLine::getCommandSpec)
                        .flatMap(CompletionScript::lists));
    }

    private static String words(OptionSpec option) {
        return option.paramLabel() + "_option_args";
    }
}
