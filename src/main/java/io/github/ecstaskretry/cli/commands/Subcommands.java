package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.commands.audit.CompareCommand;
import io.github.ecstaskretry.cli.commands.audit.ExportCommand;
import io.github.ecstaskretry.cli.commands.audit.JobsCommand;
import io.github.ecstaskretry.cli.commands.audit.PausedCommand;
import io.github.ecstaskretry.cli.commands.audit.PendingCommand;
import io.github.ecstaskretry.cli.commands.audit.ReportCommand;
import io.github.ecstaskretry.cli.commands.audit.ShowCommand;
import io.github.ecstaskretry.cli.commands.audit.StatsCommand;
import io.github.ecstaskretry.cli.commands.operate.CancelCommand;
import io.github.ecstaskretry.cli.commands.operate.DeadLettersCommand;
import io.github.ecstaskretry.cli.commands.operate.PauseCommand;
import io.github.ecstaskretry.cli.commands.operate.RedriveCommand;
import io.github.ecstaskretry.cli.commands.operate.RerunCommand;
import io.github.ecstaskretry.cli.commands.operate.ResumeCommand;
import io.github.ecstaskretry.cli.commands.operate.RetryNowCommand;
import io.github.ecstaskretry.cli.commands.run.RunCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands by their names. */
final class Subcommands {

    private Subcommands() {}

    /**
     * Adds only the subcommand that the user named, because picocli takes longer to read the annotations of all than most answers take.
     */
    static CommandLine commandLine(EcsRetry root, String... arguments) {
        Map<String, Supplier<Object>> subcommands = all();
        String first = arguments.length == 0 ? "" : arguments[0];
        if (List.of("--version", "-V").contains(first)) {
            subcommands.clear();
        } else if (subcommands.containsKey(first)
                && !List.of("completion", "help").contains(first)) {
            subcommands.keySet().retainAll(Set.of(first));
        }
        CommandLine commands = new CommandLine(root);
        subcommands.forEach((name, subcommand) -> commands.addSubcommand(name, subcommand.get()));
        return commands;
    }

    /** By name, in the order of the help. */
    private static Map<String, Supplier<Object>> all() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("explain", ExplainCommand::new);
        all.put("classify", ClassifyCommand::new);
        all.put("causes", CausesCommand::new);
        all.put(
                "policy",
                () -> new CommandLine(new PolicyCommand())
                        .addSubcommand(new PolicyTestCommand())
                        .addSubcommand(new CompareCommand()));
        all.put("jobs", JobsCommand::new);
        all.put("show", ShowCommand::new);
        all.put("pending", PendingCommand::new);
        all.put("paused", PausedCommand::new);
        all.put("stats", StatsCommand::new);
        all.put("report", ReportCommand::new);
        all.put("export", ExportCommand::new);
        all.put("run", RunCommand::new);
        all.put("cancel", CancelCommand::new);
        all.put("retry-now", RetryNowCommand::new);
        all.put("rerun", RerunCommand::new);
        all.put("pause", PauseCommand::new);
        all.put("resume", ResumeCommand::new);
        all.put("dead-letters", DeadLettersCommand::new);
        all.put("redrive", RedriveCommand::new);
        all.put("doctor", DoctorCommand::new);
        // No method references to picocli, whose classes are too old for the JDK's ahead-of-time cache: JDK 25 would
        // crash as it makes one.
        all.put("local", () -> LocalCommand.spec());
        all.put("completion", CompletionCommand::new);
        all.put("help", () -> new CommandLine.HelpCommand());
        return all;
    }
}
