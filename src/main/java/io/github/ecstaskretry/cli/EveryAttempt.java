package io.github.ecstaskretry.cli;

import io.github.ecstaskretry.audit.ListedAttempt;
import io.github.ecstaskretry.audit.TimeRange;
import io.github.ecstaskretry.aws.AuditTable;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Every attempt, first-time successes included: of a family by a query, of all by a scan that says so. */
final class EveryAttempt {

    private EveryAttempt() {}

    static Iterator<ListedAttempt> of(AuditTable table, @Nullable String family, TimeRange range, Terminal terminal) {
        return family == null
                ? table.scan(range, new ScanProgress(terminal, "the index by-family; --family queries it instead"))
                : table.ofFamily(family, range);
    }
}
