/** What the attempts of the table amount to: jobs, their states and their statistics. Pure functions of what was read. */
@NullMarked
package io.github.ecstaskretry.cli.audit;

import org.jspecify.annotations.NullMarked;
