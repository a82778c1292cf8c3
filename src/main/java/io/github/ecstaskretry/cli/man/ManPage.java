package io.github.ecstaskretry.cli.man;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command's manual, all of it as picocli knows the command: its footer is the examples, and a mixin's heading for options is
 * the heading of the options that come from it.
 *
 * @param name such as {@code ecs-retry-jobs}
 * @param sections in man(7)'s order; none is empty
 */
public record ManPage(String name, List<Section> sections) {

    /** What all of a section says, under its heading. */
    record Section(String heading, List<Block> blocks) {}

    /** Part of a section. */
    sealed interface Block {

        /** Sentences. */
        record Paragraph(String text) implements Block {}

        /** A word or an option, and what it means. */
        record Item(String term, String text) implements Block {}

        /** The heading of the items that follow. */
        record Heading(String text) implements Block {}

        /** A line that stays as it is. */
        record Line(String text) implements Block {}
    }

    public static ManPage of(CommandSpec command) {
        List<Section> sections = Stream.of(
                        new Section("NAME", List.of(new Block.Paragraph(name(command) + " - " + header(command)))),
                        new Section("SYNOPSIS", List.of(new Block.Line(synopsis(command)))),
                        new Section("DESCRIPTION", description(command)),
                        new Section("OPTIONS", options(command)),
                        new Section("COMMANDS", commands(command)),
                        new Section("EXIT STATUS", exitStatus(command)),
                        new Section("ENVIRONMENT", environment(command)),
                        new Section("EXAMPLES", examples(command)),
                        new Section("SEE ALSO", seeAlso(command)))
                .filter(section -> !section.blocks().isEmpty())
                .toList();
        return new ManPage(name(command), sections);
    }

    /** How the command is called, in a line. */
    public static String synopsis(CommandSpec command) {
        List<String> words = new ArrayList<>(List.of(command.qualifiedName(), "[OPTION]..."));
        command.options().stream()
                .filter(OptionSpec::required)
                .map(option -> option.longestName() + "=" + option.paramLabel())
                .forEach(words::add);
        command.positionalParameters().stream()
                .map(parameter -> parameter.required() ? parameter.paramLabel() : "[" + parameter.paramLabel() + "]")
                .forEach(words::add);
        if (!command.subcommands().isEmpty()) {
            words.add(command.usageMessage().synopsisSubcommandLabel());
        }
        return String.join(" ", words);
    }

    private static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private static boolean isRoot(CommandSpec command) {
        return command.parent() == null;
    }

    private static List<Block> environment(CommandSpec command) {
        boolean any = isRoot(command);
        return EnvironmentVariables.of(any || readsTable(command), any || asksAws(command));
    }

    private static boolean asksAws(CommandSpec command) {
        return command.findOption("--region") != null;
    }

    private static boolean readsTable(CommandSpec command) {
        return command.findOption("--table") != null;
    }

    private static String header(CommandSpec command) {
        return String.join(" ", command.usageMessage().header());
    }

    private static List<Block> description(CommandSpec command) {
        return said(command.usageMessage().description())
                .<Block>map(Block.Paragraph::new)
                .toList();
    }

    private static List<Block> examples(CommandSpec command) {
        return said(command.usageMessage().footer()).<Block>map(Block.Line::new).toList();
    }

    private static Stream<String> said(String... lines) {
        return Arrays.stream(lines).map(String::strip).filter(line -> !line.isEmpty());
    }

    private static List<Block> options(CommandSpec command) {
        Set<OptionSpec> left = new LinkedHashSet<>(command.options());
        List<Block> mixed = new ArrayList<>();
        for (CommandSpec mixin : command.mixins().values()) {
            String heading = mixin.usageMessage().optionListHeading();
            if (!heading.isEmpty() && left.removeAll(mixin.options())) {
                mixed.add(new Block.Heading(heading));
                mixed.addAll(items(mixin.options()));
            }
        }
        List<Block> blocks = new ArrayList<>(items(command.positionalParameters()));
        blocks.addAll(items(left));
        blocks.addAll(mixed);
        return blocks;
    }

    private static List<Block> items(Collection<? extends ArgSpec> arguments) {
        return arguments.stream()
                .filter(argument -> !argument.hidden())
                .<Block>map(argument -> new Block.Item(term(argument), String.join(" ", argument.description())))
                .toList();
    }

    private static String term(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? String.join(", ", option.names()) + (option.arity().max() == 0 ? "" : "=" + option.paramLabel())
                : argument.paramLabel();
    }

    private static List<Block> commands(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .<Block>map(entry ->
                        new Block.Item(entry.getKey(), header(entry.getValue().getCommandSpec())))
                .toList();
    }

    private static List<Block> exitStatus(CommandSpec command) {
        Map<String, String> own = command.usageMessage().exitCodeList();
        return (own.isEmpty() ? command.root().usageMessage().exitCodeList() : own)
                .entrySet().stream()
                        .<Block>map(code -> new Block.Item(code.getKey(), code.getValue()))
                        .toList();
    }

    /** The command above, the commands that ask AWS too, and what is told in documents. */
    private static List<Block> seeAlso(CommandSpec command) {
        List<String> pages = new ArrayList<>();
        CommandSpec parent = command.parent();
        if (parent != null) {
            pages.add(name(parent) + "(1)");
            parent.subcommands().values().stream()
                    .map(sibling -> sibling.getCommandSpec())
                    .filter(sibling -> !sibling.name().equals(command.name()) && asksAws(sibling) && asksAws(command))
                    .map(sibling -> name(sibling) + "(1)")
                    .forEach(pages::add);
        }
        if (isRoot(command)) {
            pages.addAll(List.of("README.md", "docs/policy.md", "docs/causes.md"));
        }
        if (isRoot(command) || asksAws(command)) {
            pages.add("docs/audit.md");
        }
        return List.of(new Block.Paragraph(String.join(", ", pages)));
    }
}
