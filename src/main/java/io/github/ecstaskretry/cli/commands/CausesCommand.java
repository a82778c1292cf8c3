package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.ask.CatalogueDocument;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "causes",
        header = "List the causes that a stop can be classified as.",
        description =
                "Lists causes in the order of the failure catalogue. The first entry that recognises a text decides.",
        footer = {
            "./ecs-retry causes --kind permanent",
            "./ecs-retry causes --json | jq -r '.causes[].cause' | sort -u",
            "./ecs-retry causes --markdown > docs/causes.md"
        })
final class CausesCommand extends TerminalCommand implements Callable<Integer> {

    @ArgGroup
    private @Nullable Form form;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = KindConverter.class,
            completionCandidates = KindConverter.class,
            description = "Only causes of one kind: ${COMPLETION-CANDIDATES}.")
    private @Nullable CauseKind kind;

    static final class Form {
        @Option(names = "--json", description = "One JSON object: the catalogue's version and its causes.")
        private boolean json;

        @Option(names = "--markdown", description = "The whole catalogue as Markdown: docs/causes.md.")
        private boolean markdown;
    }

    /** Takes the lower-case words of policies. */
    private static final class KindConverter extends TerminalCommand
            implements ITypeConverter<CauseKind>, Iterable<String> {
        @Override
        public CauseKind convert(String word) {
            return Arrays.stream(CauseKind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected one of " + String.join(", ", this) + "; found '" + word + "'"));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(CauseKind.values()).map(CauseKind::word).iterator();
        }
    }

    @Override
    public Integer call() {
        Catalogue catalogue = BuiltInCatalogue.CATALOGUE;
        List<Cause> causes = catalogue.causes().stream()
                .filter(cause -> kind == null || cause.kind() == kind)
                .toList();
        if (form != null && form.markdown) {
            terminal().out().print(CatalogueDocument.markdown(catalogue));
        } else if (form != null && form.json) {
            terminal().out().println(CatalogueDocument.json(catalogue.version(), causes));
        } else {
            table(causes);
        }
        return ExitCode.OK;
    }

    private void table(List<Cause> causes) {
        Table table = new Table("CAUSE", "KIND", "WHAT HAPPENED")
                .whole("CAUSE", "KIND")
                .endingInProse();
        causes.forEach(cause -> table.row(
                Table.cell(cause.id(), Style.bold),
                Table.cell(cause.kind().word(), Terminal.style(cause.kind())),
                Table.cell(cause.summary())));
        table.print(terminal());
    }
}
