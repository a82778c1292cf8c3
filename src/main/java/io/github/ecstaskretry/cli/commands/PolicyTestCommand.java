package io.github.ecstaskretry.cli.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecstaskretry.cli.ask.cases.CaseResult;
import io.github.ecstaskretry.cli.ask.cases.CasesFile;
import io.github.ecstaskretry.cli.commands.arguments.ExitCode;
import io.github.ecstaskretry.cli.commands.arguments.InputFile;
import io.github.ecstaskretry.cli.commands.arguments.PolicyInput;
import io.github.ecstaskretry.cli.commands.arguments.TerminalCommand;
import io.github.ecstaskretry.cli.text.Text;
import io.github.ecstaskretry.format.InvalidYamlException;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.catalogue.BuiltInCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        header = "Test a policy file: decide cases and compare each decision with what the case expects.",
        description = {
            "A file of cases is YAML: 'cases' is a list of {name, event | message | recorded, expect}. 'event' is an event as"
                    + " for explain, 'message' one as for classify, 'recorded' a job as 'ecs-retry export --json' writes it; each is"
                    + " a file's name or written in place. 'expect' has any of cause, policy, rule, decision (retry, end, ignore),"
                    + " outcome and delay (such as 0s-30s); see docs/policy.md.",
            "",
            "Prints one line a case. A case that fails also shows the expected and the actual result."
        },
        exitCodeList = {
            "0:every decision is as expected",
            "1:a decision differs",
            "2:a file cannot be read or has mistakes"
        },
        footer = {
            "./ecs-retry policy test docs/examples/policy-cases.yaml",
            "./ecs-retry policy test cases/*.yaml --policy sam/policy/retry-policy.yaml --json"
        })
final class PolicyTestCommand extends TerminalCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CASES", arity = "1..*", description = "Files of cases, YAML or JSON.")
    private List<Path> files = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "The policy file; default: the one that a file of cases names in 'policy', or the built-in policy.")
    private @Nullable Path policy;

    @Option(
            names = "--json",
            description = "One document per file: {\"file\",\"passed\",\"cases\":[…]}; docs/policy.md describes it.")
    private boolean json;

    @Override
    public Integer call() {
        boolean passed = true;
        for (Path file : files) {
            List<CaseResult> results = results(file);
            if (json) {
                printJson(file, results);
            } else {
                print(file, results);
            }
            passed &= results.stream().allMatch(CaseResult::passed);
        }
        return passed ? ExitCode.OK : ExitCode.NO;
    }

    private List<CaseResult> results(Path file) {
        String text = InputFile.text(file);
        Path named = policy == null ? CasesFile.policy(file, text) : policy;
        try {
            return CasesFile.decide(
                    file, text, PolicyInput.load(named), BuiltInCatalogue.CLASSIFIER, BuiltInCatalogue.CATALOGUE.ids());
        } catch (InvalidYamlException e) {
            throw PolicyInput.mistakes("the file of cases has mistakes", text, e);
        }
    }

    private void print(Path file, List<CaseResult> results) {
        for (CaseResult result : results) {
            String word = result.passed()
                    ? terminal().paint("pass", Style.fg_green)
                    : terminal().paint("FAIL", Style.fg_red);
            String line = file + ":" + result.line() + "  " + result.name() + "  (" + result.summary() + ")";
            terminal().out().println(word + "  " + Text.printable(line));
            result.sentences().forEach(sentence -> terminal().out().println("      " + Text.printable(sentence)));
        }
        long failed = results.stream().filter(result -> !result.passed()).count();
        terminal().out().println(results.size() + (results.size() == 1 ? " case, " : " cases, ") + failed + " failed");
    }

    private void printJson(Path file, List<CaseResult> results) {
        ObjectNode document = Json.object()
                .put("file", file.toString())
                .put("passed", results.stream().allMatch(CaseResult::passed));
        ArrayNode cases = document.putArray("cases");
        results.forEach(result -> cases.add(result.json()));
        terminal().out().println(document.toPrettyString());
    }
}
