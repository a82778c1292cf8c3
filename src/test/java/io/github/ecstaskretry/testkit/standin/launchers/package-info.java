/** EventBridge's rules and EventBridge Scheduler's schedules, as far as they tell how they launch tasks. */
@NullMarked
package io.github.ecstaskretry.testkit.standin.launchers;

import org.jspecify.annotations.NullMarked;
