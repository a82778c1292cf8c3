/** The manual page of every command. */
@NullMarked
package io.github.ecstaskretry.cli.man;

import org.jspecify.annotations.NullMarked;
