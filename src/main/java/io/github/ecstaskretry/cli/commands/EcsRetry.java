package io.github.ecstaskretry.cli.commands;

import io.github.ecstaskretry.cli.aws.UnreadableException;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputError;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.StrictOutput;
import io.github.ecstaskretry.cli.text.StrictOutput.UnwritableOutputException;
import io.github.ecstaskretry.cli.text.Terminal;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.format.Resources;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line. Subcommands inherit its headings, exit codes, {@code --help} and {@code --version}. */
@Command(
        name = "ecs-retry",
        header =
                "Show what ecs-task-retry would do with a stopped ECS task, and what it has done, and why; and act on it.",
        synopsisSubcommandLabel = "COMMAND",
        abbreviateSynopsis = true,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = EcsRetry.Version.class,
        descriptionHeading = "%n",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        footerHeading = "%nExamples:%n",
        description = {
            "Shows what the function would do with a stopped task by running the function's own code on your machine, without"
                    + " AWS. Shows what the function has done by reading its table. Tells the function to cancel, hurry, repeat or"
                    + " pause retries.",
            "",
            "Environment variables:",
            "  RETRY_TABLE, RETRY_FUNCTION",
            "               the attempts table and the function; default: the stack's outputs",
            "  AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL and the AWS SDK's other variables",
            "  NO_COLOR     turns colours off, unless it is empty",
            "  JAVA_HOME    the Java to run with, version 25 or newer"
        },
        footer = {
            "./ecs-retry explain event.json --policy sam/policy/retry-policy.yaml",
            "./ecs-retry policy check sam/policy/retry-policy.yaml",
            "./ecs-retry causes --kind transient",
            "./ecs-retry classify --json < messages.jsonl",
            "./ecs-retry jobs --since 24h",
            "./ecs-retry show 0123456",
            "./ecs-retry run --task-definition etl --cluster prod --network-from rule:nightly --wait",
            "./ecs-retry cancel 0123456",
            "./ecs-retry doctor --stack ecs-task-retry"
        },
        exitCodeList = {
            "0:done",
            "1:the answer is no: an invalid policy file, no such job, something overdue or broken, a command not done",
            "2:the arguments or the input cannot be used; standard error says why",
            "70:a fault of this program",
            "74:standard output cannot be written, for example because the disk is full",
            "141:the reader of standard output stopped early, for example head(1)"
        })
public final class EcsRetry implements TerminalCommand.Root {

    /** The width of the help if the terminal's width is not known. */
    private static final int USUAL_WIDTH = 80;

    /** Longer lines are hard to read. */
    private static final int WIDEST = 110;

    private final Terminal terminal;

    private EcsRetry(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Terminal terminal() {
        return terminal;
    }

    /** Reads the version, such as {@code ecs-retry 1.2.3}, from the resource that the build writes it to. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            properties.load(new StringReader(Resources.text("version.properties")));
            return new String[] {"ecs-retry " + properties.getProperty("version")};
        }
    }

    /** Runs one command. {@code ./ecs-retry} passes the terminal's properties, because Java cannot ask for its width. */
    public static void main(String[] arguments) {
        boolean screen = Boolean.getBoolean("ecs-retry.screen");
        Terminal terminal = new Terminal(
                System.in,
                StrictOutput.writer(new FileOutputStream(FileDescriptor.out)),
                new PrintWriter(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8),
                Terminal.coloursFor(screen, System.getenv()),
                Integer.getInteger("ecs-retry.columns", 0),
                Boolean.getBoolean("ecs-retry.keyboard"));
        int exitCode = run(terminal, arguments);
        terminal.err().flush();
        System.exit(exitCode);
    }

    /** Runs one command, writes its whole answer, and returns the exit code. */
    public static int run(Terminal terminal, String... arguments) {
        // picocli writes the numbers of a completion script in the digits of the default locale.
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
        // Printed at the end, because picocli would show a stack trace if it could not write the help.
        StringWriter help = new StringWriter();
        CommandLine commands = Subcommands.commandLine(new EcsRetry(terminal), arguments);
        int exitCode = commands.setHelpSectionMap(HelpSections.of(commands))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(help))
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(terminal.ansi()))
                .setUsageHelpWidth(terminal.width() == 0 ? USUAL_WIDTH : Math.clamp(terminal.width(), 60, WIDEST))
                .setExecutionStrategy(EcsRetry::execute)
                .setParameterExceptionHandler((fault, given) -> refuse(terminal, fault, given))
                .setExecutionExceptionHandler((fault, command, parsed) -> complain(terminal, fault))
                .execute(arguments);
        terminal.out().print(help);
        return exitCode;
    }

    /** picocli would let {@code --help} hide an argument that it does not know. */
    private static int execute(ParseResult parsed) {
        for (ParseResult level = parsed; level != null; level = level.subcommand()) {
            if (!level.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(level.commandSpec().commandLine(), level.unmatched());
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Prints the mistake and the usage in a few lines; the whole help would bury them. */
    private static int refuse(Terminal terminal, ParameterException fault, String... given) {
        CommandLine command = fault.getCommandLine();
        String mistake = String.valueOf(fault.getMessage());
        if (fault.getArgSpec() instanceof OptionSpec option) {
            // picocli uses the longest name of an option, whichever the user has typed.
            for (String name : option.names()) {
                if (Stream.of(given).anyMatch(text -> (text + "=").startsWith(name + "="))) {
                    mistake = mistake.replace(option.longestName(), name);
                }
            }
        }
        terminal.err().println("ecs-retry: " + Text.printableLines(mistake));
        if (!UnmatchedArgumentException.printSuggestions(fault, terminal.err())) {
            terminal.err().print("Usage: " + command.getHelp().synopsis("Usage: ".length()));
            if (!command.getSubcommands().isEmpty()) {
                terminal.err()
                        .println("Commands: "
                                + String.join(", ", command.getSubcommands().keySet()));
            }
            terminal.err().println("'" + command.getCommandSpec().qualifiedName() + " --help' explains it.");
        }
        return ExitCode.INPUT;
    }

    /** Prints one line for an error that the user can correct, and a stack trace for a fault of this program. */
    private static int complain(Terminal terminal, Exception fault) {
        if (fault instanceof InputError || fault instanceof UnreadableException) {
            terminal.err().println("ecs-retry: " + Text.printableLines(String.valueOf(fault.getMessage())));
            return ExitCode.INPUT;
        }
        if (fault instanceof UnwritableOutputException) {
            // run() flushes the rest, fails again, and reports the failure.
            return ExitCode.OUTPUT;
        }
        terminal.err().println("ecs-retry: a fault of this program; please report it with what follows");
        fault.printStackTrace(terminal.err());
        return ExitCode.FAULT;
    }
}
