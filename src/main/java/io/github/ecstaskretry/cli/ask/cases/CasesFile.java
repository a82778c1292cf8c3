package io.github.ecstaskretry.cli.ask.cases;

import io.github.ecstaskretry.cli.ask.StopDocuments;
import io.github.ecstaskretry.cli.ask.StopDocuments.StopDocument;
import io.github.ecstaskretry.cli.ask.backtest.ExportedAttempts;
import io.github.ecstaskretry.cli.ask.backtest.Judgement;
import io.github.ecstaskretry.cli.ask.backtest.Replay;
import io.github.ecstaskretry.cli.ask.explain.Explainer;
import io.github.ecstaskretry.core.classify.Classifier;
import io.github.ecstaskretry.core.decide.Verdict;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.history.KeptAttempt;
import io.github.ecstaskretry.core.history.RecordedAttempt;
import io.github.ecstaskretry.core.learn.LaunchLearning;
import io.github.ecstaskretry.core.policy.PolicySet;
import io.github.ecstaskretry.core.task.AttemptId;
import io.github.ecstaskretry.core.task.EndedAttempt;
import io.github.ecstaskretry.core.task.StoppedTask;
import io.github.ecstaskretry.format.Json;
import io.github.ecstaskretry.format.YamlDocument;
import io.github.ecstaskretry.format.YamlValue;
import io.github.ecstaskretry.format.event.FailureMessageJson;
import io.github.ecstaskretry.format.event.MalformedEventException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of cases and decides each. A case has an {@code event}, a {@code message} or a {@code recorded} attempt, and what the
 * policy should decide ({@code expect}). Launches are not planned.
 */
public final class CasesFile {

    private static final List<String> CASE_KEYS = List.of(
            "name", "event", "message", "recorded", "attempt", "tags", "cluster", "family", "startedBy", "expect");
    private static final String FILE_OR_MAPPING = "a file's name or a mapping";

    private final Path file;
    private final Explainer explainer;
    private final Replay replay;
    private final Set<String> causes;

    private CasesFile(Path file, PolicySet policies, Classifier classifier, Set<String> causes) {
        this.file = file;
        this.explainer = new Explainer(policies, classifier, LaunchLearning::unasked);
        this.replay = new Replay(policies, classifier);
        this.causes = causes;
    }

    /** The policy file that the cases name; null if they name none. Its path is relative to the file of cases. */
    public static @Nullable Path policy(Path file, String text) {
        YamlDocument document = new YamlDocument(file.toString(), text);
        return document.root().get("policy").text("").map(file::resolveSibling).orElse(null);
    }

    /**
     * Reads and decides all cases.
     *
     * @param causes the cause ids that cases may name
     * @throws io.github.ecstaskretry.format.InvalidYamlException with every mistake in the file
     */
    public static List<CaseResult> decide(
            Path file, String text, PolicySet policies, Classifier classifier, Set<String> causes) {
        YamlDocument document = new YamlDocument(file.toString(), text);
        YamlValue root = document.root();
        List<CaseResult> results = new ArrayList<>();
        if (!root.isAbsent()) {
            CasesFile reader = new CasesFile(file, policies, classifier, causes);
            root.keys(List.of("version", "policy", "cases"))
                    .get("version")
                    .required("1")
                    .integer(1, 1, 1);
            root.get("policy").text("a policy file's name");
            YamlValue cases = root.get("cases");
            if (cases.list().isEmpty()) {
                cases.wrong("expected a list of at least one case");
            }
            cases.list()
                    .forEach(
                            one -> reader.decide(one, document.line(one.path())).ifPresent(results::add));
        }
        document.throwIfInvalid();
        return results;
    }

    private Optional<CaseResult> decide(YamlValue value, int line) {
        YamlValue one = value.keys(CASE_KEYS);
        String name = one.get("name")
                .required("what the case is about")
                .text("a name")
                .orElse("");
        List<String> subjects = Stream.of("event", "message", "recorded")
                .filter(key -> !one.get(key).isAbsent())
                .toList();
        if (subjects.size() != 1) {
            one.wrong("expected one of event, message and recorded");
            return Optional.empty();
        }
        if (!subjects.contains("message")) {
            Stream.of("cluster", "family")
                    .map(one::get)
                    .filter(key -> !key.isAbsent())
                    .forEach(key ->
                            key.wrong("only a case with 'message' can have this key; other tasks have their own"));
        }
        YamlValue expect = one.get("expect");
        boolean recorded = subjects.contains("recorded");
        if (!recorded) {
            expect.required("what the policy should decide, such as {decision: retry}");
        }
        Expected expected = Expected.read(expect, causes);
        Optional<CaseAnswer> answer = switch (subjects.getFirst()) {
            case "event" -> event(one);
            case "message" -> message(one);
            default -> recorded(one);
        };
        return answer.map(found -> new CaseResult(
                name,
                line,
                found.decided(),
                (expect.isAbsent() ? Objects.requireNonNullElse(found.recorded(), expected) : expected)
                        .differences(found.decided())));
    }

    /** A decision, and the recorded one if the case is a recorded attempt. */
    private record CaseAnswer(Decided decided, @Nullable Expected recorded) {}

    private Optional<CaseAnswer> event(YamlValue one) {
        YamlValue event = one.get("event");
        try {
            StopDocuments documents = StopDocuments.read(content(event), "the event");
            if (documents.stops().size() != 1) {
                event.wrong(documents.problems().stream()
                        .findFirst()
                        .orElse("expected one stopped task; found "
                                + documents.stops().size()));
                return Optional.empty();
            }
            StopDocument stop = documents.stops().getFirst();
            StoppedTask task = stop.task();
            AttemptId id = AttemptId.of(task.arn(), task.origin().startedBy());
            String startedBy = one.get("startedBy").text("a text").orElse(stop.startedBy());
            return verdict(one, Explainer.startedLikeTheFirst(task, startedBy), id, stop.tags());
        } catch (IOException e) {
            event.wrong(problem(e));
            return Optional.empty();
        }
    }

    private Optional<CaseAnswer> message(YamlValue one) {
        YamlValue message = one.get("message").keys(List.of("where", "text", "stopCode", "exitCode", "launchType"));
        if (!message.isMapping()) {
            return Optional.empty();
        }
        try {
            EndedAttempt ended = MessageAttempt.of(
                    FailureMessageJson.read(Json.write(Json.tree(message.structure()))),
                    one.get("cluster").text("a cluster's name").orElse("cluster"),
                    one.get("family").text("a family").orElse("family"),
                    one.get("startedBy").text("a text").orElse(null));
            return verdict(one, ended, MessageAttempt.ID, Map.of());
        } catch (MalformedEventException e) {
            message.wrong(problem(e));
            return Optional.empty();
        }
    }

    private Optional<CaseAnswer> verdict(YamlValue one, EndedAttempt ended, AttemptId id, Map<String, String> known) {
        int number = one.get("attempt").integer(1, AttemptId.MAX_NUMBER, id.number());
        Map<String, String> tags = new LinkedHashMap<>(known);
        one.get("tags")
                .members()
                .forEach((key, value) -> value.text("a tag's value").ifPresent(text -> tags.put(key, text)));
        Optional<Verdict> verdict = explainer.verdict(ended, new AttemptId(id.jobId(), number), tags);
        return Optional.of(new CaseAnswer(Decided.of(verdict), null));
    }

    private Optional<CaseAnswer> recorded(YamlValue one) {
        YamlValue recorded = one.get("recorded");
        List<KeptAttempt> attempts = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (InputStream content = new ByteArrayInputStream(content(recorded))) {
            ExportedAttempts.read(content, attempts::add, problems::add);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(problem(e));
        }
        List<RecordedAttempt> job = attempts.stream().map(KeptAttempt::recorded).toList();
        if (job.stream().map(attempt -> attempt.id().jobId()).distinct().count() > 1) {
            problems.add("expected the attempts of one job");
        }
        JobHistory history = new JobHistory(job);
        int number = one.get("attempt")
                .integer(
                        1,
                        AttemptId.MAX_NUMBER,
                        job.isEmpty() ? 1 : history.attempts().getLast().id().number());
        Optional<RecordedAttempt> attempt = history.attempt(number);
        if (attempt.isEmpty() && problems.isEmpty()) {
            problems.add("there is no recorded attempt " + number);
        }
        problems.stream().limit(1).forEach(recorded::wrong);
        if (!problems.isEmpty() || attempt.isEmpty()) {
            return Optional.empty();
        }
        Replay.Redecision replayed = replay.replay(attempt.get(), history.before(number), null);
        Expected asRecorded = Expected.of(Decided.of(Judgement.recorded(attempt.get())));
        return Optional.of(new CaseAnswer(Decided.of(replayed.judgement()), asRecorded));
    }

    /** From the named file, relative to the file of cases, or from the case itself. */
    private byte[] content(YamlValue value) throws IOException {
        if (value.isMapping()) {
            return Json.write(Json.tree(value.structure())).getBytes(StandardCharsets.UTF_8);
        }
        String name = value.text(FILE_OR_MAPPING).orElse("");
        if (name.isEmpty()) {
            throw new IOException("expected " + FILE_OR_MAPPING);
        }
        Path path = file.resolveSibling(name);
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IOException("there is no readable file '" + path + "'");
        }
        return Files.readAllBytes(path);
    }

    private static String problem(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), "it cannot be read");
    }
}
