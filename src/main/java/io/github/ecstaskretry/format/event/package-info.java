/** Events in: task state changes, described tasks, ends of executions, commands. */
@NullMarked
package io.github.ecstaskretry.format.event;

import org.jspecify.annotations.NullMarked;
