/** {@code ecs-retry run}. */
@NullMarked
package io.github.ecstaskretry.cli.commands.run;

import org.jspecify.annotations.NullMarked;
