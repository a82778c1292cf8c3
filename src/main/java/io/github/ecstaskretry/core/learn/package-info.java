/** How a task was launched, learned from whoever launched it: candidates are matched with the task, or refused. Pure. */
@NullMarked
package io.github.ecstaskretry.core.learn;

import org.jspecify.annotations.NullMarked;
