package io.github.ecstaskretry.cli.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The sections of the help that differ from picocli's. */
final class HelpSections {

    private static final Set<String> SHARED_OPTIONS = Set.of(
            "--region",
            "--profile",
            "--endpoint-url",
            "--stack",
            "--table",
            "--function",
            "--run-job",
            "--cost",
            "--utc",
            "--local",
            "--no-color");

    private HelpSections() {}

    static Map<String, IHelpSectionRenderer> of(CommandLine commands) {
        Map<String, IHelpSectionRenderer> sections = commands.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpSections::examples);
        sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpSections::options);
        sections.put(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST, HelpSections::exitCodes);
        return sections;
    }

    /** One example for each line, however long, so that it can be copied. */
    private static String examples(Help help) {
        return Arrays.stream(help.commandSpec().usageMessage().footer())
                .map("  %s%n"::formatted)
                .collect(Collectors.joining());
    }

    /** The command's own options come first; the options that most commands share come last. */
    private static String options(Help help) {
        List<OptionSpec> own = new ArrayList<>(help.commandSpec().options());
        List<OptionSpec> shared = own.stream()
                .filter(option -> SHARED_OPTIONS.contains(option.longestName()))
                .toList();
        own.removeAll(shared);
        return help.optionListExcludingGroups(own)
                + (shared.isEmpty()
                        ? ""
                        : "%nConnection and display:%n".formatted() + help.optionListExcludingGroups(shared));
    }

    /** A command without its own exit codes ends with 0 or 2; only the root lists the codes of all commands. */
    private static String exitCodes(Help help) {
        CommandSpec command = help.commandSpec();
        Map<String, String> codes = new LinkedHashMap<>(command.usageMessage().exitCodeList());
        if (command.parent() != null
                && codes.equals(command.root().usageMessage().exitCodeList())) {
            codes.keySet().retainAll(Set.of("0", "2"));
        }
        return help.createTextTable(codes).toString();
    }
}
