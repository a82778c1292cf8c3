package io.github.ecstaskretry.core.policy;

import java.util.List;
import java.util.Map;

/**
 * Which tasks a policy adopts. Every condition that is declared must hold; within one, any glob may fit.
 *
 * @param cluster the cluster's name
 * @param family the task definition's family
 * @param group the task's group; a task without one has the empty text
 * @param startedBy who started the job's first task; empty text when nobody said
 * @param tags tag key to a glob of its value; each must be there
 */
public record Match(
        List<Glob> cluster, List<Glob> family, List<Glob> group, List<Glob> startedBy, Map<String, Glob> tags) {

    /** Adopts every task. */
    public static final Match EVERYTHING = new Match(List.of(), List.of(), List.of(), List.of(), Map.of());

    /** Keeps copies. */
    public Match {
        cluster = List.copyOf(cluster);
        family = List.copyOf(family);
        group = List.copyOf(group);
        startedBy = List.copyOf(startedBy);
        tags = Map.copyOf(tags);
    }

    /** Whether the task can be told only by its tags, which task events do not carry. */
    public boolean needsTags() {
        return !tags.isEmpty();
    }

    /** Whether everything but the tags fits. */
    public boolean matchesWithoutTags(Candidate task) {
        return Glob.anyOrNone(cluster, task.cluster())
                && Glob.anyOrNone(family, task.family())
                && Glob.anyOrNone(group, task.group())
                && Glob.anyOrNone(startedBy, task.startedBy());
    }

    /** Whether the tags fit; a tag that is missing never does. */
    public boolean matchesTags(Map<String, String> actual) {
        return tags.entrySet().stream().allMatch(entry -> {
            String value = actual.get(entry.getKey());
            return value != null && entry.getValue().matches(value);
        });
    }

    /** What a policy is matched against; texts that the task does not have are empty. */
    public record Candidate(String cluster, String family, String group, String startedBy) {}
}
