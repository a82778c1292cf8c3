/**
 * The command line {@code ecs-retry}: what the function would do and why, asked on a laptop. It has no logic of its own and is
 * no part of the deployed function, whose package leaves picocli out.
 */
@NullMarked
package io.github.ecstaskretry.cli.commands;

import org.jspecify.annotations.NullMarked;
