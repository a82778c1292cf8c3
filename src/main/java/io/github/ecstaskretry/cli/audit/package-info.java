/** Jobs, their states and their statistics, computed from the attempts that the table holds. No input or output. */
@NullMarked
package io.github.ecstaskretry.cli.audit;

import org.jspecify.annotations.NullMarked;
