package io.github.ecstaskretry.cli.audit;

import io.github.ecstaskretry.audit.Grouping;
import io.github.ecstaskretry.cli.arguments.WordConverter;

/** By what jobs are put together. */
final class GroupingConverter extends WordConverter<Grouping> {

    GroupingConverter() {
        super(Grouping.class);
    }
}
