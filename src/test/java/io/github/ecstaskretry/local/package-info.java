/** {@code ./ecs-retry local}: four jobs on a laptop, told as they happen. */
@NullMarked
package io.github.ecstaskretry.local;

import org.jspecify.annotations.NullMarked;
