package io.github.ecstaskretry.explain;

import io.github.ecstaskretry.classify.Cause;
import io.github.ecstaskretry.job.StoppedTask;
import io.github.ecstaskretry.policy.Condition;
import io.github.ecstaskretry.policy.Match;
import io.github.ecstaskretry.policy.Match.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which declared keys do not hold: each is asked alone, by the code that asks all of them together. */
final class Misses {

    private Misses() {}

    /** Of a policy's {@code match}. */
    static List<String> of(Match match, StoppedTask task, Map<String, String> tags) {
        Candidate candidate = new Candidate(
                task.cluster(),
                task.family(),
                Objects.requireNonNullElse(task.origin().group(), ""),
                Objects.requireNonNullElse(task.origin().startedBy(), ""));
        Map<String, Match> alone = new LinkedHashMap<>();
        alone.put("cluster", new Match(match.cluster(), List.of(), List.of(), List.of(), Map.of()));
        alone.put("family", new Match(List.of(), match.family(), List.of(), List.of(), Map.of()));
        alone.put("group", new Match(List.of(), List.of(), match.group(), List.of(), Map.of()));
        alone.put("startedBy", new Match(List.of(), List.of(), List.of(), match.startedBy(), Map.of()));
        alone.put("tags", new Match(List.of(), List.of(), List.of(), List.of(), match.tags()));
        return alone.entrySet().stream()
                .filter(key -> !key.getValue().matchesWithoutTags(candidate)
                        || !key.getValue().matchesTags(tags))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Of a rule's {@code when}. */
    static List<String> of(Condition when, StoppedTask task, Cause cause) {
        Map<String, Condition> alone = new LinkedHashMap<>();
        alone.put("cause", new Condition(when.cause(), Set.of(), List.of(), null, null, List.of()));
        alone.put("causeKind", new Condition(List.of(), when.causeKind(), List.of(), null, null, List.of()));
        alone.put("stopCode", new Condition(List.of(), Set.of(), when.stopCode(), null, null, List.of()));
        alone.put(
                when.exitCode() == null ? "container" : "exitCode",
                new Condition(List.of(), Set.of(), List.of(), when.container(), when.exitCode(), List.of()));
        alone.put("reason", new Condition(List.of(), Set.of(), List.of(), null, null, when.reason()));
        return alone.entrySet().stream()
                .filter(key -> !key.getValue().holds(task.stop(), cause))
                .map(Map.Entry::getKey)
                .toList();
    }
}
