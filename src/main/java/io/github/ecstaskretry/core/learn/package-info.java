/** Learns how a task was launched from its caller: matches candidates with the task, or refuses them. Pure. */
@NullMarked
package io.github.ecstaskretry.core.learn;

import org.jspecify.annotations.NullMarked;
