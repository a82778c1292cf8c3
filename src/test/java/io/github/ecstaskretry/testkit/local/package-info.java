/** {@code ./ecs-retry local}: four jobs on a laptop, told as they happen. */
@NullMarked
package io.github.ecstaskretry.testkit.local;

import org.jspecify.annotations.NullMarked;
