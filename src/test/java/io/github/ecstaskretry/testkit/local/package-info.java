/** {@code ./ecs-retry local}: runs jobs on a laptop and prints each step as it happens. */
@NullMarked
package io.github.ecstaskretry.testkit.local;

import org.jspecify.annotations.NullMarked;
