package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.cli.arguments.WordConverter;
import io.github.ecstaskretry.format.answer.AttemptExport;

/** How attempts are written. */
final class ExportConverter extends WordConverter<AttemptExport> {

    ExportConverter() {
        super(AttemptExport.class);
    }
}
