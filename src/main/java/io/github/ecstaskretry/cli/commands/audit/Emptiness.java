package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.aws.table.AuditTable;
import io.github.ecstaskretry.cli.aws.table.UnreadableTableException;

/** Whether nothing was found because there is nothing at all. */
final class Emptiness {

    static final String EXPLAINED =
            "The table is empty: no stopped task has been recorded yet, or none since DynamoDB last counted"
                    + " its items, which it does about every six hours.";

    private Emptiness() {}

    /**
     * Why nothing was found.
     *
     * @param since the beginning of the time asked about
     */
    static String explained(AuditTable table, String since) {
        return of(table) ? EXPLAINED : "No jobs since " + since + ".";
    }

    /** False where nobody may say. */
    static boolean of(AuditTable table) {
        try {
            return table.seemsEmpty();
        } catch (UnreadableTableException notToldToUs) {
            return false;
        }
    }
}
