package io.github.ecstaskretry.cli.commands.audit;

import io.github.ecstaskretry.cli.audit.JobState;
import io.github.ecstaskretry.cli.text.Table;
import picocli.CommandLine.Help.Ansi.Style;

/** How states of jobs look. */
final class States {

    private States() {}

    static Style style(JobState state) {
        return switch (state) {
            case SUCCEEDED -> Style.fg_green;
            case WAITING, RUNNING -> Style.fg_cyan;
            case OBSERVED, CANCELLED -> Style.fg_blue;
            case FAILED, EXHAUSTED, EXPIRED, UNLAUNCHABLE -> Style.fg_red;
        };
    }

    static Table.Cell cell(JobState state) {
        return Table.cell(state.name(), style(state));
    }
}
