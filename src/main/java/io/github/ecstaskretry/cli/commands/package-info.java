/**
 * The commands of {@code ecs-retry}. They parse arguments and print answers; the other parts find the answers. The deployed function
 * does not contain them.
 */
@NullMarked
package io.github.ecstaskretry.cli.commands;

import org.jspecify.annotations.NullMarked;
