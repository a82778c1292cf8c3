package io.github.ecstaskretry.cli.ask.explain;

import io.github.ecstaskretry.core.decide.RuleInputs;
import io.github.ecstaskretry.core.history.JobHistory;
import io.github.ecstaskretry.core.policy.Match;
import io.github.ecstaskretry.core.policy.Match.Candidate;
import io.github.ecstaskretry.core.task.StoppedTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which keys of a policy's {@code match} do not hold: each is asked alone, by the code that asks all of them together. */
final class Misses {

    private Misses() {}

    static List<String> of(Match match, StoppedTask task, Map<String, String> tags) {
        Candidate candidate = RuleInputs.candidate(task, JobHistory.NONE);
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
}
