package io.github.ecstaskretry.core.decide;

import io.github.ecstaskretry.core.policy.Policy;
import java.util.Map;

/**
 * A task and what adopted it.
 *
 * @param policy the policy that adopted the task
 * @param tags the task's, empty when nothing asked for them
 */
public record AdoptedTask(Policy policy, Map<String, String> tags) {}
