/** What would be done with a stop, and why: the decision taken apart, and looked ahead. Pure, like what it explains. */
@NullMarked
package io.github.ecstaskretry.cli.ask.explain;

import org.jspecify.annotations.NullMarked;
