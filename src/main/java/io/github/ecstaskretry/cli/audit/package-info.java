/** Jobs, their states and their statistics, computed from the attempts that the table holds, and their JSON, CSV and HTML. */
@NullMarked
package io.github.ecstaskretry.cli.audit;

import org.jspecify.annotations.NullMarked;
