/** The facts: one stopped ECS task as AWS reported it, and which attempt of which job it was. Depends on the JDK only. */
@NullMarked
package io.github.ecstaskretry.core.task;

import org.jspecify.annotations.NullMarked;
