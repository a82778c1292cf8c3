/** What the audit reads: the attempts table, tasks and task definitions. */
@NullMarked
package io.github.ecstaskretry.aws.audit;

import org.jspecify.annotations.NullMarked;
