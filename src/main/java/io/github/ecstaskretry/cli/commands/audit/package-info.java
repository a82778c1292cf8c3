/** The commands that read the attempts table. */
@NullMarked
package io.github.ecstaskretry.cli.commands.audit;

import org.jspecify.annotations.NullMarked;
