/**
 * A stand-in of Amazon ECS: RunTask and what belongs to it, tasks that live and stop by a script, and their EventBridge events.
 */
@NullMarked
package io.github.ecstaskretry.testkit.standin.ecs;

import org.jspecify.annotations.NullMarked;
