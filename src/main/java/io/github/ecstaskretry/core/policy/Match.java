package io.github.ecstaskretry.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a policy adopts. Every declared condition must hold; within a condition, one matching glob is enough.
 *
 * @param group the task's group; a task without a group has the empty text
 * @param startedBy who started the job's first task; the empty text if the task has no startedBy
 * @param tags globs of the value by tag key; the task must have each tag
 */
public record Match(
        List<Glob> cluster, List<Glob> family, List<Glob> group, List<Glob> startedBy, Map<String, List<Glob>> tags) {

    /** The keys of a match, in the order of the policy reference. */
    public static final List<String> KEYS = List.of("cluster", "family", "group", "startedBy", "tags");

    /** Adopts every task. */
    public static final Match EVERYTHING = new Match(List.of(), List.of(), List.of(), List.of(), Map.of());

    public Match {
        cluster = List.copyOf(cluster);
        family = List.copyOf(family);
        group = List.copyOf(group);
        startedBy = List.copyOf(startedBy);
        tags = Map.copyOf(tags);
    }

    /** Whether the task's tags must be read, because task events do not contain them. */
    public boolean needsTags() {
        return !tags.isEmpty();
    }

    /** The declared keys that do not hold; none if the policy matches. Without tags, leaves the condition on tags out. */
    public List<String> misses(Candidate task, @Nullable Map<String, String> actual) {
        List<String> misses = new ArrayList<>();
        for (String key : KEYS) {
            boolean holds = switch (key) {
                case "cluster" -> Glob.anyOrNone(cluster, task.cluster());
                case "family" -> Glob.anyOrNone(family, task.family());
                case "group" -> Glob.anyOrNone(group, task.group());
                case "startedBy" -> Glob.anyOrNone(startedBy, task.startedBy());
                default -> actual == null || matchesTags(actual);
            };
            if (!holds) {
                misses.add(key);
            }
        }
        return misses;
    }

    /** Whether the tags match. A missing tag never does. */
    public boolean matchesTags(Map<String, String> actual) {
        return tags.entrySet().stream().allMatch(tag -> {
            String value = actual.get(tag.getKey());
            return value != null && Glob.anyOrNone(tag.getValue(), value);
        });
    }

    /** The facts about a task that policies match; texts that the task does not have are empty. */
    public record Candidate(String cluster, String family, String group, String startedBy) {}
}
