/** The commands that act: they send events to the function, which answers what it did. */
@NullMarked
package io.github.ecstaskretry.cli.commands.operate;

import org.jspecify.annotations.NullMarked;
