/** The answers of the command line, as JSON, CSV and Markdown. */
@NullMarked
package io.github.ecstaskretry.cli.ask;

import org.jspecify.annotations.NullMarked;
