package io.github.ecstaskretry.core.policy;

import io.github.ecstaskretry.core.task.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is declared for one family of jobs (design, section 10).
 *
 * @param name unique within the file
 * @param mode whether its decisions are carried out
 * @param match which tasks it adopts
 * @param container whose exit code decides; null: the rule of design section 11
 * @param attempts how many counted attempts a job has, the first included, 1 to 50
 * @param deadline from the first task's creation to the start of the last re-run; null: none
 * @param backoff unless a rule has its own
 * @param network of awsvpc tasks; null: such tasks cannot be re-run
 * @param launch other parameters of RunTask
 * @param rules its own and then those of its presets; the first that takes a stop wins
 * @param otherwise what happens with ambiguous causes that no rule took
 * @param announce which terminal events go to SNS
 */
public record Policy(
        String name,
        Mode mode,
        Match match,
        @Nullable String container,
        int attempts,
        @Nullable Duration deadline,
        Backoff backoff,
        @Nullable Network network,
        Launch launch,
        List<Rule> rules,
        Action otherwise,
        Set<Outcome> announce) {

    /** Keeps copies. */
    public Policy {
        rules = List.copyOf(rules);
        announce = Set.copyOf(announce);
    }

    /** Whether a rule asks for the task's tags, which task events do not carry. */
    public boolean rulesNeedTags() {
        return rules.stream().anyMatch(rule -> rule.when().needsTags());
    }
}
