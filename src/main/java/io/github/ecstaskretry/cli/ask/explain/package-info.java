/** Explains what the function would do with a stop, and forecasts the rest of the job. */
@NullMarked
package io.github.ecstaskretry.cli.ask.explain;

import org.jspecify.annotations.NullMarked;
