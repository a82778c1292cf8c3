/** The facts: one stopped ECS task as AWS reported it, and the attempt that it was. Depends on the JDK only. */
@NullMarked
package io.github.ecstaskretry.core.task;

import org.jspecify.annotations.NullMarked;
