/** Reads the attempts table, tasks and task definitions. */
@NullMarked
package io.github.ecstaskretry.cli.aws.table;

import org.jspecify.annotations.NullMarked;
