/** Reads what commands are asked about, and writes their answers as JSON and Markdown. */
@NullMarked
package io.github.ecstaskretry.cli.ask;

import org.jspecify.annotations.NullMarked;
