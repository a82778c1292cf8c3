package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.ask.CatalogueJson;
import io.github.ecstaskretry.cli.ask.CatalogueMarkdown;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.KindConverter;
import io.github.ecstaskretry.cli.text.Kinds;
import io.github.ecstaskretry.cli.text.Table;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.core.classify.Catalogue;
import io.github.ecstaskretry.core.classify.Cause;
import io.github.ecstaskretry.core.classify.CauseKind;
import io.github.ecstaskretry.format.catalogue.CatalogueYaml;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;

/** Shows the failure catalogue. */
@Command(
        name = "causes",
        header = "Show the failure catalogue: what a stop can be classified as.",
        description = {"The order is the catalogue's: the first entry that recognises a text has it."},
        footer = {
            "./ecs-retry causes --kind permanent",
            "./ecs-retry causes --json | jq -r '.causes[].cause' | sort -u",
            "./ecs-retry causes --markdown > docs/causes.md"
        })
final class CausesCommand implements Callable<Integer> {

    private final Terminal terminal;

    @ArgGroup
    private @Nullable Form form;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = KindConverter.class,
            completionCandidates = KindConverter.class,
            description = "Only causes of this kind: ${COMPLETION-CANDIDATES}.")
    private @Nullable CauseKind kind;

    /** How it is written, a table where nothing is said. */
    static final class Form {
        @Option(names = "--json", description = "{\"version\",\"causes\":[{\"cause\",\"kind\",…}]}.")
        private boolean json;

        @Option(names = "--markdown", description = "The whole catalogue as the document docs/causes.md.")
        private boolean markdown;
    }

    CausesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Catalogue catalogue = CatalogueYaml.builtIn();
        List<Cause> causes = catalogue.causes().stream()
                .filter(cause -> kind == null || cause.kind() == kind)
                .toList();
        if (form != null && form.markdown) {
            terminal.out().print(CatalogueMarkdown.write(catalogue));
        } else if (form != null && form.json) {
            terminal.out().println(CatalogueJson.write(catalogue.version(), causes));
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
                Table.cell(cause.kind().word(), Kinds.style(cause.kind())),
                Table.cell(cause.summary())));
        table.print(terminal);
    }
}
