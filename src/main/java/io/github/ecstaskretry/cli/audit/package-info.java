/** Jobs, their states and statistics, from the attempts in the table; and the same as JSON, CSV and HTML. */
@NullMarked
package io.github.ecstaskretry.cli.audit;

import org.jspecify.annotations.NullMarked;
