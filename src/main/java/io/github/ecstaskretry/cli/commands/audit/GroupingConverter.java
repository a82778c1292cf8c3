package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.Grouping;
import io.github.ecstaskretry.cli.commands.arguments.WordConverter;

/** By what jobs are put together. */
final class GroupingConverter extends WordConverter<Grouping> {

    GroupingConverter() {
        super(Grouping.class);
    }
}
