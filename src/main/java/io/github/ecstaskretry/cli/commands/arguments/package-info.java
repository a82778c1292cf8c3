/** Shared by several commands: options, input files and exit codes. */
@NullMarked
package io.github.ecstaskretry.cli.commands.arguments;

import org.jspecify.annotations.NullMarked;
