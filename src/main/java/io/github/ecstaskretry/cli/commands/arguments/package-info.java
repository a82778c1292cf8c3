/** What commands are given and how they end: options, files, exit codes. */
@NullMarked
package io.github.ecstaskretry.cli.commands.arguments;

import org.jspecify.annotations.NullMarked;
