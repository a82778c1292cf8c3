/**
 * A stopped ECS task becomes a recorded attempt and a re-run, or a terminal notice.
 *
 * <p>The rings, from the inside: {@code job} (facts), {@code classify} (stop to cause), {@code policy} (what the user declared),
 * {@code relaunch} (the RunTask request), {@code decide} (the decision); these are pure. Around them {@code format} (JSON and
 * YAML), {@code handle} (the use case and its ports), {@code aws} (the adapters) and {@code lambda} (the entry point).
 *
 * <p>Read first: {@code job.StoppedTask}, {@code decide.Decider}, {@code handle.StoppedTasks}, {@code relaunch.RelaunchPlanner}
 * and {@code sam/wait-and-run.asl.json}.
 */
@NullMarked
package io.github.ecstaskretry;

import org.jspecify.annotations.NullMarked;
