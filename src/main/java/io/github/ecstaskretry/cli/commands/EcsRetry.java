package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.aws.deployment.UnreadableDeploymentException;
import io.github.ecstaskretry.cli.aws.table.UnreadableTableException;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.audit.ExportCommand;
import io.github.ecstaskretry.cli.commands.audit.JobsCommand;
import io.github.ecstaskretry.cli.commands.audit.PendingCommand;
import io.github.ecstaskretry.cli.commands.audit.ReportCommand;
import io.github.ecstaskretry.cli.commands.audit.ShowCommand;
import io.github.ecstaskretry.cli.commands.audit.StatsCommand;
import io.github.ecstaskretry.cli.man.ManPage;
import io.github.ecstaskretry.cli.man.ManPageText;
import io.github.ecstaskretry.cli.text.StrictOutput;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.UnwritableOutputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's root. */
@Command(
        name = "ecs-retry",
        header = "What would ecs-task-retry do with a stopped ECS task, and what has it done, and why?",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Version.class,
        description = {
            "Answers on a laptop: what the function would do with a stop, with its own code and without AWS; and from its table, what it"
                    + " has done."
        },
        footer = {
            "./ecs-retry explain event.json --policy sam/policy/retry-policy.yaml",
            "./ecs-retry policy check sam/policy/retry-policy.yaml",
            "./ecs-retry causes --kind transient",
            "./ecs-retry classify --json < messages.jsonl",
            "./ecs-retry jobs --table ecs-task-retry-attempts --since 24h",
            "./ecs-retry show 0123456789abcdef0123456789abcdef",
            "./ecs-retry doctor --stack ecs-task-retry"
        },
        exitCodeList = {
            "0:done",
            "1:understood, and the answer is no: a policy file that cannot be used, no such job, something overdue or broken",
            "2:the arguments or the input cannot be used; standard error says why",
            "70:a fault of this program",
            "74:standard output cannot be written, to a full disk for example; standard error says why",
            "141:standard output was closed before the end, by head(1) for example"
        })
public final class EcsRetry {

    private EcsRetry() {}

    /** Runs one command; {@code ./ecs-retry} says in a system property whether the answers go to a screen. */
    public static void main(String[] arguments) {
        boolean screen = Boolean.getBoolean("ecs-retry.screen");
        Terminal terminal = new Terminal(
                System.in,
                StrictOutput.writer(new FileOutputStream(FileDescriptor.out)),
                new PrintWriter(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8),
                Terminal.coloursFor(screen, System.getenv()),
                Integer.getInteger("ecs-retry.columns", 0));
        int exitCode = run(terminal, arguments);
        terminal.err().flush();
        System.exit(exitCode);
    }

    /** Runs one command for another program, without colours; the exit code. */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        PrintWriter answers = new PrintWriter(out, false, StandardCharsets.UTF_8);
        PrintWriter complaints = new PrintWriter(err, false, StandardCharsets.UTF_8);
        int exitCode = run(new Terminal(InputStream.nullInputStream(), answers, complaints, false, 0), arguments);
        complaints.flush();
        return exitCode;
    }

    /** The exit code of one command, whose whole answer has been written. */
    public static int run(Terminal terminal, String... arguments) {
        // picocli writes numbers into completion scripts in the default one's digits.
        Locale.setDefault(Locale.ROOT);
        try {
            int exitCode = execute(terminal, arguments);
            terminal.out().flush();
            return exitCode;
        } catch (UnwritableOutputException e) {
            if (e.closedPipe()) {
                return ExitCode.CLOSED_PIPE;
            }
            terminal.err().println("ecs-retry: standard output cannot be written: " + e.getMessage());
            return ExitCode.OUTPUT;
        }
    }

    private static int execute(Terminal terminal, String... arguments) {
        // Kept until it has been composed: picocli would show the stack trace of what cannot be written.
        StringWriter manual = new StringWriter();
        int exitCode = new CommandLine(new EcsRetry())
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new ClassifyCommand(terminal))
                .addSubcommand(new CausesCommand(terminal))
                .addSubcommand(new CommandLine(new PolicyCommand())
                        .addSubcommand(new PolicyCheckCommand(terminal))
                        .addSubcommand(new PolicyShowCommand(terminal)))
                .addSubcommand(new JobsCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new PendingCommand(terminal))
                .addSubcommand(new StatsCommand(terminal))
                .addSubcommand(new ReportCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new LocalCommand())
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new ManCommand(terminal))
                .addSubcommand(new CommandLine.HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(manual))
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(terminal.ansi()))
                .setHelpSectionKeys(List.of("page"))
                .setHelpSectionMap(Map.of("page", help -> ManPageText.write(ManPage.of(help.commandSpec()), terminal)))
                .setParameterExceptionHandler((fault, given) -> refuse(terminal, fault))
                .setExecutionExceptionHandler((fault, command, parsed) -> complain(terminal, fault))
                .execute(arguments);
        terminal.out().print(manual);
        return exitCode;
    }

    /** A line about what was not understood, and how it is done; the manual would bury both. */
    private static int refuse(Terminal terminal, ParameterException fault) {
        CommandSpec command = fault.getCommandLine().getCommandSpec();
        terminal.err().println("ecs-retry: " + fault.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(fault, terminal.err())) {
            terminal.err().println("Usage: " + ManPage.synopsis(command));
            if (!command.subcommands().isEmpty()) {
                terminal.err()
                        .println("Commands: "
                                + String.join(", ", command.subcommands().keySet()));
            }
            terminal.err().println("'" + command.qualifiedName() + " --help' explains it.");
        }
        return ExitCode.INPUT;
    }

    /** What the user can put right is told in a line; only our own faults show where they happened. */
    private static int complain(Terminal terminal, Exception fault) {
        if (fault instanceof InputError
                || fault instanceof UnreadableTableException
                || fault instanceof UnreadableDeploymentException) {
            terminal.err().println("ecs-retry: " + fault.getMessage());
            return ExitCode.INPUT;
        }
        if (fault instanceof UnwritableOutputException) {
            // Flushing what is left fails again, and tells it.
            return ExitCode.OUTPUT;
        }
        terminal.err().println("ecs-retry: a fault of this program; please report it with what follows");
        fault.printStackTrace(terminal.err());
        return ExitCode.FAULT;
    }
}
