package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.audit.Grouping;

/** By what jobs are put together. */
final class GroupingConverter extends WordConverter<Grouping> {

    GroupingConverter() {
        super(Grouping.class);
    }
}
