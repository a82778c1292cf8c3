package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.json.AttemptExport;
import io.github.ecstaskretry.cli.commands.arguments.WordConverter;

/** How attempts are written. */
final class ExportConverter extends WordConverter<AttemptExport> {

    ExportConverter() {
        super(AttemptExport.class);
    }
}
